import type { LocalAws } from "../aws/types";
import type { authorityFor } from "../permissions/authority-for";
import { literalSettings } from "../../config/settings/literal-settings";
import { dataPlatformSettings, type DataPlatformSettings } from "../../config/settings/data-platform";

export const REGION = "eu-west-2";
/** Account of the databases and of everything that is deployed; the numbers are those of AWS's own examples. */
export const DATABASE_ACCOUNT = "111122223333";
/** Who deploys the stack. */
export const DEPLOYER = `arn:aws:iam::${DATABASE_ACCOUNT}:role/deploy`;
/** Account of the landing zone: another team's. */
export const ZONE_ACCOUNT = "444455556666";
export const ZONE_BUCKET = "example-landing-zone";
export const ZONE_KEY = `arn:aws:kms:${REGION}:${ZONE_ACCOUNT}:key/7a1b2c3d-0000-4000-8000-000000000001`;
export const SERVICE_AREA = "housing";
export const WORKFLOW = "housing-landed";

/** Somebody who looks around in the databases' account: their administrator, and a reader in the landing zone. */
export const PERSON = `arn:aws:iam::${DATABASE_ACCOUNT}:user/you`;
/** The landing zone's administrator. */
export const ZONE_OWNER = `arn:aws:iam::${ZONE_ACCOUNT}:user/zone-owner`;

/** Who has policies beside those of the stack. */
export function localOwners(): Parameters<typeof authorityFor>[1] {
  return {
    administrators: [DEPLOYER, PERSON],
    reader: PERSON,
    zone: {
      accountId: ZONE_ACCOUNT,
      bucketArn: `arn:aws:s3:::${ZONE_BUCKET}`,
      serviceArea: SERVICE_AREA,
      keyArn: ZONE_KEY,
      owner: ZONE_OWNER,
    },
  };
}

/** What exists before anything is deployed, because other teams own it: the landing zone and the workflow. */
export interface LandingZone {
  readonly bucket: string;
  readonly serviceArea: string;
}

export function createLandingZone(aws: Pick<LocalAws, "buckets" | "glue">): LandingZone {
  aws.buckets.create(ZONE_BUCKET, { ownerAccountId: ZONE_ACCOUNT, defaultKmsKeyArn: ZONE_KEY });
  aws.glue.createWorkflow(WORKFLOW);
  return { bucket: ZONE_BUCKET, serviceArea: SERVICE_AREA };
}

/** The settings that the stack is synthesised with, as a tfvars file would hold them. */
export function localSettings(instances: readonly string[]): DataPlatformSettings {
  return literalSettings(dataPlatformSettings, {
    region: REGION,
    tags: { Purpose: "local run" },
    project: "Local run",
    environment: "Dev",
    identifier_prefix: "local-dev",
    rds_instance_ids: [...instances],
    service_area: SERVICE_AREA,
    zone_bucket_id: ZONE_BUCKET,
    zone_bucket_arn: `arn:aws:s3:::${ZONE_BUCKET}`,
    zone_kms_key_arn: ZONE_KEY,
    workflow_name: WORKFLOW,
    workflow_arn: `arn:aws:glue:${REGION}:${DATABASE_ACCOUNT}:workflow/${WORKFLOW}`,
  });
}
