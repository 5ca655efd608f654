/** A value that a rule of its variable refuses. */
export interface WrongValue {
  readonly value: unknown;
  /** The rule that the message must name. */
  readonly rule: "regex" | "length" | "range" | "one of" | "unique";
}

const regex = (value: unknown): WrongValue => ({ value, rule: "regex" });
const length = (value: unknown): WrongValue => ({ value, rule: "length" });
const range = (value: unknown): WrongValue => ({ value, rule: "range" });
const oneOf = (value: unknown): WrongValue => ({ value, rule: "one of" });
const unique = (value: unknown): WrongValue => ({ value, rule: "unique" });

const ALARMS = "arn:aws:sns:eu-west-2:111111111111:alarms";
const ALIAS = "arn:aws:kms:eu-west-2:111111111111:alias/zone";
const EXPORT_ROLE = "arn:aws:iam::111111111111:role/ip-rds-snapshot-to-s3-lambda";
const manyOf = (count: number, element: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => element(index));

const wrongTags: readonly [WrongValue, ...WrongValue[]] = [
  regex({ "aws:team": "data" }),
  regex({ "team!": "data" }),
  regex({ team: "data?" }),
  length({ "": "data" }),
  length({ team: "x".repeat(257) }),
  length(Object.fromEntries(manyOf(51, (index) => `tag-${index}`).map((name) => [name, "x"]))),
];

/**
 * At least one mistake against each rule of each variable, by the variable's name: what people type, not what a fuzzer
 * finds. Where roots and modules declare the same variable, the same mistakes are made with each of them.
 */
export const wrongValues: Readonly<Record<string, readonly [WrongValue, ...WrongValue[]]>> = {
  tags: wrongTags,
  project: [length(""), regex("-data platform")],
  environment: [regex("dev*"), length("e".repeat(33))],
  identifier_prefix: [
    length("a-prefix-with-which-the-names-of-the-roles-and-buckets-become-too-long-for-aws"),
    regex("data_platform"),
    regex("sg-data_platform"),
  ],
  aws_account_suffix: [regex("_42"), length(`-${"7".repeat(60)}`)],

  rds_instance_ids: [
    regex(["housing-prod", "Housing_Prod", "housing-prod-"]),
    unique(["housing-prod", "housing-prod"]),
    length(["h".repeat(64)]),
  ],
  service_area: [regex("housing/repairs"), length("h".repeat(65))],
  zone_bucket_id: [regex("Zone"), regex("Z"), length("z".repeat(64))],
  zone_bucket_arn: [regex("arn:aws:s3:::zone/*")],
  zone_kms_key_arn: [regex(ALIAS)],
  workflow_name: [regex("ingest*")],
  workflow_arn: [regex("arn:aws:glue:eu-west-2:111111111111:workflow/*")],
  backdated_workflow_name: [regex("ingestion/backdated")],
  backdated_workflow_arn: [regex("arn:aws:glue:eu-west-2:111111111111:job/backdated")],

  landed_snapshots: [oneOf("first")],
  ignored_snapshot_tags: [
    length({ "": "PreDeployment" }),
    length({ Purpose: "p".repeat(129) }),
    length(Object.fromEntries(manyOf(6, (index) => `tag-${index}`).map((name) => [name, "x"]))),
  ],
  ignored_snapshot_names: [
    regex(["*_pre_deploy_*"]),
    unique(["before-*", "before-*"]),
    length(["n".repeat(129)]),
    length(manyOf(11, (index) => `before-${index}`)),
  ],
  on_skipped_tables: [oneOf("ignore")],
  reconciliation_interval_in_hours: [range(0.5), range(169)],
  reconciliation_window_in_days: [range(0), range(30)],

  region: [regex("London")],
  deploy_role_arn: [regex("arn:aws:iam::111111111111:user/deploy")],
  export_retention_in_days: [range(7), range(30.5)],

  lambda_artefact_storage_bucket: [regex("Artefacts"), length("ab")],
  lambda_artefact_key_prefix: [regex("housing"), length(`${"h".repeat(512)}/`)],
  rds_export_storage_bucket_arn: [regex("exports")],
  rds_export_storage_bucket_id: [regex("arn:aws:s3:::exports"), length("e".repeat(64))],
  rds_export_storage_kms_key_arn: [regex("1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f")],
  rds_export_storage_kms_key_id: [regex("alias/exports")],

  lambda_runtime: [oneOf("nodejs14.x")],
  lambda_architecture: [oneOf("ARM64")],
  export_lambda_memory_size: [range(512.5), range(10_241)],
  copier_lambda_memory_size: [range(64)],
  log_retention_in_days: [oneOf(10)],
  lambda_tracing_mode: [oneOf("active")],
  alarm_action_arns: [
    unique([ALARMS, ALARMS]),
    regex(["alarms"]),
    length(manyOf(6, (index) => `${ALARMS}-${index}`)),
  ],
  log_kms_key_arn: [regex(ALIAS)],

  aws_sandbox_account_id: [regex("5555-5555-5555")],
  aws_sandbox_vpc_id: [regex("sandbox")],
  aws_sandbox_subnet_ids: [
    length(["subnet-0123456789abcdef0"]),
    regex(["subnet-0123456789abcdef0", "vpc-0123456789abcdef0"]),
    unique(["subnet-0123456789abcdef0", "subnet-0123456789abcdef0"]),
  ],
  export_function_role_arns: [
    regex(["arn:aws:iam::111111111111:user/export"]),
    unique([EXPORT_ROLE, EXPORT_ROLE]),
    length(manyOf(21, (index) => `${EXPORT_ROLE}-${index}`)),
  ],
  postgres_version: [regex("14.6"), regex("17.x"), regex("latest")],
  database_instance_class: [regex("t3.micro"), regex("db.t3")],
  cost_sweeper_tags: wrongTags,
};
