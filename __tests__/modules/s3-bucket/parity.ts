/** Inputs of the module that this one replaces: required, or with a default, and of which type. */
export const REFERENCE_INPUTS = {
  tags: { type: "map(string)", default: "required" },
  project: { type: "string", default: "required" },
  environment: { type: "string", default: "required" },
  bucket_name: { type: "string", default: "required" },
  bucket_identifier: { type: "string", default: "required" },
  identifier_prefix: { type: "string", default: "required" },
  role_arns_to_share_access_with: { type: "list(string)", default: [] },
  bucket_policy_statements: {
    type:
      "list(object({ sid = string, effect = string, actions = list(string), resources = list(string), " +
      "principals = object({ type = string, identifiers = list(string) }), " +
      "conditions = optional(list(object({ test = string, variable = string, values = list(string) })), []) }))",
    default: [],
  },
  bucket_key_policy_statements: {
    type:
      "list(object({ sid = string, effect = string, actions = list(string), " +
      "principals = object({ type = string, identifiers = list(string) }), " +
      "conditions = optional(list(object({ test = string, variable = string, values = list(string) })), []) }))",
    default: [],
  },
  versioning_enabled: { type: "bool", default: true },
  expire_objects_days: { type: "number", default: null },
  expire_noncurrent_objects_days: { type: "number", default: null },
  abort_multipart_days: { type: "number", default: null },
  include_backup_policy_tags: { type: "bool", default: true },
  expired_object_delete_marker: { type: "bool", default: false },
  enable_intelligent_tiering: { type: "bool", default: false },
  intelligent_tiering_days: { type: "number", default: 0 },
} as const;

/** Inputs that only ours has, each with the reason. */
export const OUR_INPUTS = {
  object_ownership: "a bucket that takes ACLs of others needs it; null changes nothing in a takeover",
} as const;

/** Outputs of the reference, and what each of them is. */
export const REFERENCE_OUTPUTS = {
  bucket_id: "${aws_s3_bucket.bucket.bucket}",
  bucket_arn: "${aws_s3_bucket.bucket.arn}",
  kms_key_id: "${aws_kms_key.key.key_id}",
  kms_key_arn: "${aws_kms_key.key.arn}",
  bucket_url: "s3://${aws_s3_bucket.bucket.bucket}",
} as const;

/** Resources of the reference, with the arguments that matter, for the identifiers `DataPlatform` and `Raw-Zone`. */
export const REFERENCE_RESOURCES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws_kms_key.key": {
    description: "Data Platform Prod - Raw Zone Bucket Key",
    deletion_window_in_days: 10,
    enable_key_rotation: true,
    tags: { Team: "data", BackupPolicy: "daily" },
  },
  "aws_kms_alias.key_alias": {
    name: "alias/dataplatform-s3-raw-zone",
    target_key_id: "${aws_kms_key.key.key_id}",
  },
  "aws_s3_bucket.bucket": {
    bucket: "dataplatform-raw-zone",
    force_destroy: false,
    tags: { Team: "data", BackupPolicy: "daily", Environment: "prod" },
  },
  "aws_s3_bucket_server_side_encryption_configuration.bucket": { bucket: "${aws_s3_bucket.bucket.id}" },
  "aws_s3_bucket_versioning.bucket": { versioning_configuration: { status: "Enabled" } },
  "aws_s3_bucket_lifecycle_configuration.bucket": { count: 1 },
  "aws_s3_bucket_public_access_block.block_public_access": {
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  },
  "aws_s3_bucket_policy.bucket_policy": { bucket: "${aws_s3_bucket.bucket.id}" },
};

/** Resources that only ours has, each with the reason. */
export const ADDED = {
  "aws_s3_bucket_ownership_controls.bucket": "for object_ownership; none by default",
} as const;

/** Ids of the lifecycle rules: a rule that keeps its id is updated in place. */
export const RULE_IDS = [
  "expire-older-objects",
  "delete-expired-delete-markers",
  "expire-noncurrent-versions",
  "abort-incomplete-multipart-uploads",
  "intelligent-tiering",
] as const;
