import { Token, type IResolvable } from "cdktf";
import * as z from "zod";
import { OBJECT_OWNERSHIP } from "../../config/settings/bucket-access-settings";
import type { S3BucketSettings } from "../../config/settings/s3-bucket";
import { givenStatements } from "./given-statements";
import type { S3BucketProps } from "./props";

const ownership = z.enum(OBJECT_OWNERSHIP);

/**
 * The bucket's inputs: the module's variables, or literals for them, under their TypeScript names.
 * @throws z.ZodError for a literal that S3 does not know
 */
export function propsOfSettings(settings: S3BucketSettings): S3BucketProps {
  return {
    tags: settings.tags,
    project: settings.project,
    environment: settings.environment,
    identifierPrefix: settings.identifier_prefix,
    bucketName: settings.bucket_name,
    bucketIdentifier: settings.bucket_identifier,
    roleArnsToShareAccessWith: settings.role_arns_to_share_access_with,
    bucketPolicyStatements: givenStatements(settings.bucket_policy_statements),
    bucketKeyPolicyStatements: givenStatements(settings.bucket_key_policy_statements),
    versioningEnabled: settings.versioning_enabled,
    expiredObjectDeleteMarker: settings.expired_object_delete_marker,
    enableIntelligentTiering: settings.enable_intelligent_tiering,
    intelligentTieringDays: settings.intelligent_tiering_days,
    includeBackupPolicyTags: settings.include_backup_policy_tags,
    ...unlessNull(settings.object_ownership, (value) => ({
      objectOwnership: typeof value === "string" ? ownership.parse(value) : value,
    })),
    ...unlessNull(settings.expire_objects_days, (days) => ({ expireObjectsDays: days })),
    ...unlessNull(settings.expire_noncurrent_objects_days, (days) => ({ expireNoncurrentObjectsDays: days })),
    ...unlessNull(settings.abort_multipart_days, (days) => ({ abortMultipartDays: days })),
    addressPrefix: "",
  };
}

/** A literal is known not to be null; a variable may be, and whether it is, Terraform decides. */
function unlessNull<V extends string | number>(
  value: V | null,
  props: (value: V | IResolvable) => Partial<S3BucketProps>,
): Partial<S3BucketProps> {
  if (value === null) return {};
  return props(Token.isUnresolved(value) ? Token.asAny(value) : value);
}
