import type { IResolvable, TerraformProvider } from "cdktf";

/**
 * Inputs of the pipeline. Each is a literal or a Terraform token, and is named as in Terraform, in camelCase.
 */
export interface DbSnapshotToS3Props {
  /** Tags on every resource that can have them. */
  readonly tags: Readonly<Record<string, string>>;
  /** Project name, used in descriptions. */
  readonly project: string;
  /** `Dev`, `Stg`, `Prod`, `Mgmt` and the like, used in descriptions. */
  readonly environment: string;
  /** Prefix of every name; at most `maximumIdentifierPrefixLength` characters. */
  readonly identifierPrefix: string;
  /** Bucket that receives the functions' zip files. */
  readonly lambdaArtefactStorageBucket: string;
  /**
   * Begins the keys of the zip files, such as `housing/`: pipelines that share the bucket must not write over each
   * other's code. @default `<identifierPrefix>/`; "" with fixed addresses, as in the module that this one replaces
   */
  readonly lambdaArtefactKeyPrefix?: string;

  /** ARN of the KMS key of the landing-zone bucket. */
  readonly zoneKmsKeyArn: string;
  /** ARN of the landing-zone bucket. */
  readonly zoneBucketArn: string;
  /** Name of the landing-zone bucket. */
  readonly zoneBucketId: string;
  /** First path segment in the landing zone, such as `housing`. */
  readonly serviceArea: string;

  /** Instances whose snapshots are exported; with an empty list there is no event subscription. */
  readonly rdsInstanceIds: string[];
  /** ARN of the bucket that RDS exports into. */
  readonly rdsExportStorageBucketArn: string;
  /** Name of that bucket. */
  readonly rdsExportStorageBucketId: string;
  /** ARN of that bucket's key. */
  readonly rdsExportStorageKmsKeyArn: string;
  /** Id of that bucket's key. */
  readonly rdsExportStorageKmsKeyId: string;

  /** Glue workflow that starts after a landing; goes together with `workflowArn`. @default "": none */
  readonly workflowName?: string;
  /** Its ARN. @default "": none */
  readonly workflowArn?: string;
  /** Glue workflow that starts after a backdated landing; goes together with `backdatedWorkflowArn`. @default "": none */
  readonly backdatedWorkflowName?: string;
  /** Its ARN. @default "": none */
  readonly backdatedWorkflowArn?: string;
  /**
   * Suffix for names that would collide with those of another account. Nothing that the pipeline itself creates has a
   * name that is unique in all of AWS; the buckets beside it do. @default ""
   */
  readonly awsAccountSuffix?: string;

  /**
   * `all` snapshots of an instance land, or the `first_of_day` in UTC: two of one day share a partition, where their rows
   * stand twice. @default "all"
   */
  readonly landedSnapshots?: string;
  /** Snapshots with one of these tags are not exported; at most five. @default { Purpose: "PreDeployment" } */
  readonly ignoredSnapshotTags?: Readonly<Record<string, string>>;
  /** Nor those whose name matches one of these patterns, in which `*` is anything; at most ten. @default `["*-pre-deploy-*"]` */
  readonly ignoredSnapshotNames?: readonly string[];
  /**
   * When RDS left tables out: `warn` starts the workflow and sounds an alarm, `fail` starts none and writes a dead letter.
   * @default "warn"
   */
  readonly onSkippedTables?: string;
  /** Whether files above 5 GB land: the copier then needs `kms:Decrypt` on the zone's key. @default false */
  readonly multipartCopies?: boolean | IResolvable;
  /** Hours between two looks for snapshots that have not landed, 0 to 168, fewer than half of those that they go back; 0: none. @default 6 */
  readonly reconciliationIntervalInHours?: number;
  /** Days that such a look goes back, 1 to 20: fewer than the export bucket keeps its files, and more than two intervals. @default 7 */
  readonly reconciliationWindowInDays?: number;

  /** Lambda's name of a Node.js runtime. @default "nodejs22.x" */
  readonly lambdaRuntime?: string;
  /** `arm64` or `x86_64`. @default "arm64" */
  readonly lambdaArchitecture?: string;
  /** Memory of the export function, in MB, 128 to 10,240. @default 512 */
  readonly exportLambdaMemorySize?: number;
  /** Memory of the copier function, in MB, 128 to 10,240. @default 1769 */
  readonly copierLambdaMemorySize?: number;
  /** Days that CloudWatch keeps the functions' logs; CloudWatch takes certain numbers only. @default 90 */
  readonly logRetentionInDays?: number;
  /** KMS key that encrypts the functions' logs; its policy must allow CloudWatch Logs. @default CloudWatch's own key */
  readonly logKmsKeyArn?: string;
  /** X-Ray tracing of the functions: `Active` or `PassThrough`. @default "Active" */
  readonly lambdaTracingMode?: string;
  /** SNS topics that hear of dead letters, old messages, skipped tables and late snapshots, at most five. @default []: nobody is told */
  readonly alarmActionArns?: string[];

  /**
   * Fixes the Terraform addresses: `""` for the very addresses of the module that this one replaces, so that its
   * state can be taken over. Once per stack. @default addresses follow the construct's path; several fit in one stack
   */
  readonly addressPrefix?: string;

  /** Provider configuration, such as another account's or region's, of everything in the construct. @default the stack's */
  readonly provider?: TerraformProvider;
}
