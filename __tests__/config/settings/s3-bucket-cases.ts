import type { BucketStatement } from "../../../config/settings/policy-statement";
import { s3BucketSettings } from "../../../config/settings/s3-bucket";
import { dataPlatformSettings } from "../../../config/settings/data-platform";
import type { AnySetting } from "../../../config/settings/setting";
import type { SettingCases } from "./setting-cases";

const ROLE = "arn:aws:iam::222222222222:role/copier";
const MOST = 2_147_483_647;

const STATEMENT: BucketStatement = {
  sid: "Read",
  effect: "Allow",
  actions: ["*"],
  resources: ["arn:aws:s3:::zone", "arn:aws:s3:::zone/a key/*", "arn:aws-cn:s3:::zone/*"],
  principals: { type: "AWS", identifiers: [ROLE, "*", "222222222222"] },
};

type Change = Partial<Omit<BucketStatement, "principals">> & {
  readonly principals?: Partial<BucketStatement["principals"]>;
};

/** The statement with other fields: `{ principals: { type } }` keeps its identifiers. */
function statement(change: Change = {}): BucketStatement {
  return { ...STATEMENT, ...change, principals: { ...STATEMENT.principals, ...change.principals } };
}

type Condition = NonNullable<BucketStatement["conditions"]>[number];

function withCondition(change: Partial<Condition>): BucketStatement {
  const condition = { test: "ForAnyValue:StringLike", variable: "aws:PrincipalOrgID", values: ["o-1"] };
  return statement({ conditions: [{ ...condition, ...change }] });
}

type Cases = Pick<SettingCases, "accepted" | "refused">;

/** What statements of both policies take and refuse. A key's statements drop the resources, as Terraform does. */
function statementCases(service: "s3" | "kms", action: string): Cases {
  return {
    accepted: [
      [],
      [
        statement({
          actions: [`${service}:${action}`, `${service.toUpperCase()}:List*`, `${service}:*Bu?ket*`],
        }),
      ],
      [statement({ effect: "Deny" }), statement({ sid: "Allow copies: 1, 2 (new)" })],
      [statement({ sid: "Accounts" }), statement({ sid: "read" })],
      [statement({ principals: { type: "Service", identifiers: ["rds.amazonaws.com"] } })],
      [statement({ principals: { type: "*", identifiers: ["*"] } })],
      [withCondition({}), statement({ sid: "Other", conditions: [] })],
    ],
    refused: [
      [[statement({ sid: "" })], "regex"],
      [[statement({ sid: "été" })], "regex"],
      [[statement({ sid: "AllowSSLRequestsOnly" })], "regex"],
      [[statement({ sid: "Account" })], "regex"],
      [[statement({ sid: "SharedRolesRead" })], "regex"],
      [[statement(), statement()], "unique"],
      [[statement({ effect: "allow" })], "one of"],
      [[statement(), statement({ sid: "Other", effect: "" })], "one of"],
      [[statement({ actions: [] })], "length"],
      [[statement({ actions: [action] })], "regex"],
      [[statement({ actions: ["*", "ec2:RunInstances"] })], "regex"],
      [[statement({ actions: ["* "] })], "regex"],
      [[statement({ principals: { type: "aws" } })], "one of"],
      [[statement({ principals: { identifiers: [] } })], "length"],
      [[statement({ principals: { identifiers: [ROLE, ""] } })], "regex"],
      [[statement({ principals: { identifiers: [`${ROLE} `] } })], "regex"],
      [[statement({ principals: { identifiers: ["arn:aws:iam::222222222222:role/*"] } })], "regex"],
      [[withCondition({ test: "" })], "regex"],
      [[withCondition({ test: "String Equals" })], "regex"],
      [[withCondition({ variable: "PrincipalOrgID" })], "regex"],
      [[withCondition({ values: [] })], "length"],
      [[statement({ sid: "", effect: "", actions: [] })], "length", "one of", "regex"],
    ],
  };
}

const bucketCases = statementCases("s3", "GetObject");

function daysFrom(min: number): Cases {
  return {
    accepted: [min, 1, 365, MOST],
    refused: [
      [min - 1, "range"],
      [1.5, "range"],
      [MOST + 1, "range"],
    ],
  };
}

const table = {
  tags: undefined,
  project: undefined,
  environment: undefined,
  identifier_prefix: {
    accepted: ["a", "DataPlatform-stg", "7-", "a--b", "a".repeat(61)],
    refused: [
      ["", "length", "regex"],
      ["-a", "regex"],
      ["a_b", "regex"],
      ["a.b", "regex"],
      ["a\n", "regex"],
      ["a".repeat(62), "length"],
    ],
  },
  bucket_name: {
    accepted: ["Raw Zone", "été", "a".repeat(128)],
    refused: [
      ["", "length"],
      ["a".repeat(129), "length"],
    ],
  },
  bucket_identifier: {
    accepted: ["raw-zone", "Raw-Zone-7", "-a", "a".repeat(61)],
    refused: [
      ["", "length", "regex"],
      ["raw-zone-", "regex"],
      ["raw_zone", "regex"],
      ["raw.zone", "regex"],
      ["raw-zone\n", "regex"],
      ["a".repeat(62), "length"],
    ],
  },
  role_arns_to_share_access_with: {
    accepted: [
      [],
      [ROLE, ROLE],
      ["", "arn:aws:iam::222222222222:root"],
      ["arn:aws:iam::222222222222:role/service-role/a+b=c,d.e@f_g-h"],
      ["arn:aws:sts::222222222222:assumed-role/reader/session", "arn:aws-us-gov:iam::222222222222:user/x"],
    ],
    refused: [
      [["*"], "regex"],
      [[ROLE, "copier"], "regex"],
      [["arn:aws:iam::222222222222:role/*"], "regex"],
      [["arn:aws:iam::*:role/copier"], "regex"],
      [[`${ROLE} `], "regex"],
      [["222222222222"], "regex"],
      [["arn:aws:iam::222222222222:group/readers"], "regex"],
    ],
  },
  bucket_policy_statements: {
    accepted: bucketCases.accepted,
    refused: [
      ...bucketCases.refused,
      [[statement({ resources: [] })], "length"],
      [[statement({ resources: ["*"] })], "regex"],
      [[statement({ resources: ["arn:aws:s3:::zone", "zone/*"] })], "regex"],
      [[statement({ resources: ["arn:aws:s3:::zone /*"] })], "regex"],
    ],
  },
  bucket_key_policy_statements: statementCases("kms", "Decrypt"),
  object_ownership: {
    accepted: ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"],
    refused: [
      ["", "one of"],
      ["bucketownerenforced", "one of"],
    ],
  },
  versioning_enabled: undefined,
  expire_objects_days: daysFrom(1),
  expire_noncurrent_objects_days: daysFrom(1),
  abort_multipart_days: daysFrom(1),
  expired_object_delete_marker: undefined,
  enable_intelligent_tiering: undefined,
  intelligent_tiering_days: daysFrom(0),
  include_backup_policy_tags: undefined,
} as const satisfies Readonly<Record<keyof typeof s3BucketSettings, Cases | undefined>>;

/** Settings that are judged elsewhere, or have nothing to be judged. */
const isJudged = (name: string, setting: AnySetting): boolean =>
  setting.rules !== undefined &&
  !(name in dataPlatformSettings && setting === dataPlatformSettings[name as "tags"]);

/** Values for every setting of the module `s3-bucket` that has rules of its own. */
export const s3BucketCases: readonly SettingCases[] = Object.entries(s3BucketSettings)
  .filter(([name, setting]) => isJudged(name, setting))
  .map(([name, setting]) => {
    const cases: Cases | undefined = table[name as keyof typeof table];
    if (cases === undefined) throw new Error(`${name} has rules and no cases`);
    return { name, setting, ...cases };
  });
