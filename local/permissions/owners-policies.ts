import { landingZoneGrants } from "./landing-zone-grants";
import { defaultKeyPolicy } from "./resource-policies";
import type { NamedPolicy, PolicySet } from "./types";

/** Who and what is in the world beside the stack. */
export interface Owners {
  /** ARNs of those who may do everything in the databases' account: whoever deploys, and a person. */
  readonly administrators: readonly string[];
  /** ARN of the person, one of the administrators, whom the landing zone's owner lets read. */
  readonly reader: string;
  readonly zone: {
    readonly accountId: string;
    readonly bucketArn: string;
    /** First path segment that the copier lands under. */
    readonly serviceArea: string;
    readonly keyArn: string;
    /** See GrantedArea. */
    readonly multipartCopies?: boolean;
    /** ARN of its administrator. */
    readonly owner: string;
  };
  /** The role that lands files in the zone. */
  readonly copierRoleArn: string;
}

const READ_BUCKET = ["s3:ListBucket", "s3:ListBucketVersions", "s3:GetBucketLocation"];
const READ_OBJECTS = ["s3:GetObject", "s3:GetObjectAttributes", "s3:GetObjectAcl", "s3:GetObjectTagging"];

/** Policies that are not the stack's: those of people, and the landing zone's as its owner would have them. */
export function ownersPolicies(owners: Owners): PolicySet {
  const { administrators, zone } = owners;
  return {
    identity: new Map([...administrators, zone.owner].map((arn) => [arn, [administratorAccess(arn)]])),
    trust: new Map(),
    resource: new Map([
      [zone.bucketArn, zoneBucketPolicy(owners)],
      [zone.keyArn, zoneKeyPolicy(owners)],
    ]),
  };
}

function zoneBucketPolicy({ zone, reader, copierRoleArn }: Owners): NamedPolicy {
  const Principal = { AWS: reader };
  return {
    name: `bucket policy of ${zone.bucketArn}`,
    document: {
      Version: "2012-10-17",
      Statement: [
        ...landingZoneGrants(copierRoleArn, zone).bucket.map((statement) => ({ ...statement })),
        { Sid: "PersonLists", Effect: "Allow", Principal, Action: READ_BUCKET, Resource: zone.bucketArn },
        {
          Sid: "PersonReads",
          Effect: "Allow",
          Principal,
          Action: READ_OBJECTS,
          Resource: `${zone.bucketArn}/*`,
        },
      ],
    },
  };
}

function zoneKeyPolicy({ zone, reader, copierRoleArn }: Owners): NamedPolicy {
  return {
    name: `key policy of ${zone.keyArn}`,
    document: {
      Version: "2012-10-17",
      Statement: [
        ...defaultKeyPolicy(zone.accountId).Statement,
        ...landingZoneGrants(copierRoleArn, zone).key.map((statement) => ({ ...statement })),
        {
          Sid: "PersonDecrypts",
          Effect: "Allow",
          Principal: { AWS: reader },
          Action: ["kms:Decrypt", "kms:DescribeKey"],
          Resource: "*",
        },
      ],
    },
  };
}

/** As AWS's managed policy of that name. */
function administratorAccess(arn: string): NamedPolicy {
  return {
    name: `AdministratorAccess of ${arn}`,
    document: {
      Version: "2012-10-17",
      Statement: [{ Sid: "Everything", Effect: "Allow", Action: "*", Resource: "*" }],
    },
  };
}
