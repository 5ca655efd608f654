/**
 * What the npm package offers to other CDKTF programs. Everything else is nobody's business but the project's own:
 * config/api/db-snapshot-to-s3.api.md records what can be seen from here.
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
export { BucketNameError } from "./s3-bucket/bucket-name-preconditions";
export { bucketOutputs } from "./s3-bucket/outputs";
export type { S3BucketProps } from "./s3-bucket/props";
export { S3Bucket } from "./s3-bucket/s3-bucket";
export { AddressError } from "./shared/address";
export { RuntimeError } from "./shared/bundle-target";
export type { Output, Outputs } from "./shared/outputs";
export type { PolicyCondition, PolicyPrincipal, PolicyStatement } from "./shared/policy-document";
export type { Truth } from "./shared/truth";
