/**
 * CDKTF constructs: snapshots of RDS instances as Parquet in a landing zone, the buckets beside that, and a database to try it with.
 *
 * @packageDocumentation
 */
export { OBJECT_OWNERSHIP } from "../config/settings/bucket-access-settings";
export { PRINCIPAL_TYPES } from "../config/settings/policy-statement";
export {
  DbSnapshotToS3,
  DEFAULTS,
  maximumIdentifierPrefixLength,
  PipelineSettingsError,
  type DbSnapshotToS3Props,
} from "./db-snapshot-to-s3";
export { pipelineOutputs } from "./db-snapshot-to-s3/outputs";
export type {
  PipelineEvents,
  PipelineExportService,
  PipelineFunction,
  PipelineQueue,
} from "./db-snapshot-to-s3/pipeline-parts";
export {
  DEFAULTS as SANDBOX_DEFAULTS,
  maximumSandboxPrefixLength,
  sandboxDatabaseOutputs,
  SandboxResources,
  SandboxSettingsError,
  type SandboxDatabase,
  type SandboxResourcesProps,
} from "./db-snapshot-to-s3-sandbox-resources";
export { bucketOutputs } from "./s3-bucket/outputs";
export type { S3BucketProps } from "./s3-bucket/props";
export { S3Bucket } from "./s3-bucket/s3-bucket";
export type { ObjectOwnership } from "./s3-bucket/ownership";
export { BucketSettingsError } from "./s3-bucket/settings";
export { AddressError } from "./shared/address";
export { declareOutputs, type Output, type OutputPrecondition, type Outputs } from "./shared/outputs";
export type { PolicyCondition, PolicyPrincipal, PolicyStatement } from "./shared/policy-document";
export { ProviderError } from "./shared/provider";
export type { Truth } from "./shared/truth";
