export { DbSnapshotToS3 } from "./db-snapshot-to-s3";
export { DEFAULTS } from "./defaults";
export { maximumIdentifierPrefixLength, tightestName } from "./names";
export type { DbSnapshotToS3Props } from "./props";
export { PipelineSettingsError } from "./settings";
