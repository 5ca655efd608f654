import { DbSnapshotToS3 } from "../../../modules/db-snapshot-to-s3/db-snapshot-to-s3";
import type { DbSnapshotToS3Props } from "../../../modules/db-snapshot-to-s3/props";
import { synthesised, type StackView } from "../../support/synth";

/** What has to be given, and nothing else. */
export const MINIMAL = {
  tags: { Team: "data" },
  project: "Data Platform",
  environment: "Stg",
  identifierPrefix: "DataPlatform-stg",
  lambdaArtefactStorageBucket: "artefacts",
  zoneKmsKeyArn: "arn:aws:kms:eu-west-2:222222222222:key/zone",
  zoneBucketArn: "arn:aws:s3:::zone",
  zoneBucketId: "zone",
  serviceArea: "housing",
  rdsInstanceIds: ["housing-stg"],
  rdsExportStorageBucketArn: "arn:aws:s3:::exports",
  rdsExportStorageBucketId: "exports",
  rdsExportStorageKmsKeyArn: "arn:aws:kms:eu-west-2:111111111111:key/exports",
  rdsExportStorageKmsKeyId: "exports",
} as const satisfies Omit<DbSnapshotToS3Props, "rdsInstanceIds"> & { rdsInstanceIds: readonly string[] };

/** What may be given, each other than its default. */
export const OPTIONAL = {
  workflowName: "load",
  workflowArn: "arn:aws:glue:eu-west-2:111111111111:workflow/load",
  backdatedWorkflowName: "load-backdated",
  backdatedWorkflowArn: "arn:aws:glue:eu-west-2:111111111111:workflow/load-backdated",
  landedSnapshots: "first_of_day",
  ignoredSnapshotTags: { Purpose: "Trial", Keep: "no" },
  ignoredSnapshotNames: ["*-trial", "rds:*"],
  onSkippedTables: "fail",
  multipartCopies: true,
  reconciliationIntervalInHours: 1,
  reconciliationWindowInDays: 20,
  lambdaRuntime: "nodejs24.x",
  lambdaArchitecture: "x86_64",
  exportLambdaMemorySize: 1024,
  copierLambdaMemorySize: 3008,
  logRetentionInDays: 30,
  logKmsKeyArn: "arn:aws:kms:eu-west-2:111111111111:key/logs",
  lambdaTracingMode: "PassThrough",
  alarmActionArns: ["arn:aws:sns:eu-west-2:111111111111:alarms"],
} as const;

/** The pipeline under the addresses of the module that it replaces. */
export function pipeline(overrides: Partial<DbSnapshotToS3Props> = {}): StackView {
  return synthesised((stack) => {
    new DbSnapshotToS3(stack, "housing", { ...minimal(), addressPrefix: "", ...overrides });
  });
}

/** {@link MINIMAL} with a list that can be passed on. */
export function minimal(): DbSnapshotToS3Props {
  return { ...MINIMAL, rdsInstanceIds: [...MINIMAL.rdsInstanceIds] };
}

/** Every input that a module has as well: one that is missing here does not compile. A module's provider is its caller's. */
export function everything(): Required<Omit<DbSnapshotToS3Props, "provider">> {
  return {
    ...minimal(),
    ...OPTIONAL,
    alarmActionArns: [...OPTIONAL.alarmActionArns],
    lambdaArtefactKeyPrefix: "housing/",
    awsAccountSuffix: "-1",
    addressPrefix: "",
  };
}

/** {@link OPTIONAL} with a list that can be passed on. */
export function optional(): Partial<DbSnapshotToS3Props> {
  return { ...OPTIONAL, alarmActionArns: [...OPTIONAL.alarmActionArns] };
}
