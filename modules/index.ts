/**
 * CDKTF constructs: snapshots of RDS instances as Parquet in a landing zone, and the buckets beside that.
 *
 * @packageDocumentation
 */
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
export { bucketOutputs } from "./s3-bucket/outputs";
export type { S3BucketProps } from "./s3-bucket/props";
export { S3Bucket } from "./s3-bucket/s3-bucket";
export { OBJECT_OWNERSHIP, type ObjectOwnership } from "./s3-bucket/ownership";
export { BucketSettingsError } from "./s3-bucket/settings";
export { AddressError } from "./shared/address";
export { RuntimeError } from "./shared/bundle-target";
export { declareOutputs, type Output, type Outputs } from "./shared/outputs";
export {
  PRINCIPAL_TYPES,
  type PolicyCondition,
  type PolicyPrincipal,
  type PolicyStatement,
} from "./shared/policy-document";
export { ProviderError } from "./shared/provider";
export type { Truth } from "./shared/truth";
