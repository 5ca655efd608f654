import type { RangeRule } from "./rule";
import type { Settings } from "./setting";

/** S3's days are 32-bit numbers (API_LifecycleExpiration, API_Transition). */
const MOST_DAYS = 2_147_483_647;

function days(min: 0 | 1): RangeRule {
  return {
    kind: "range",
    to: "value",
    min,
    max: MOST_DAYS,
    integer: true,
    because: "as S3 counts days",
  };
}

/** How long objects and their versions are kept, and where. */
export const bucketLifecycleSettings = {
  versioning_enabled: {
    type: "bool",
    description:
      "Keeps what is overwritten or deleted as a version. false: versioning is suspended, versions that exist stay.",
    default: true,
  },
  expire_objects_days: {
    type: "number",
    description:
      "Days after which objects expire. With versioning they become noncurrent versions, which only expire_noncurrent_objects_days removes. null: never.",
    default: null,
    rules: [days(1)],
  },
  expire_noncurrent_objects_days: {
    type: "number",
    description: "Days after which what was overwritten, deleted or expired goes for good. null: never.",
    default: null,
    rules: [days(1)],
  },
  abort_multipart_days: {
    type: "number",
    description:
      "Days after which a multipart upload that was begun and not completed is given up. null: never.",
    default: null,
    rules: [days(1)],
  },
  expired_object_delete_marker: {
    type: "bool",
    description:
      "Removes delete markers that hide no version any more. Without versioning there are none, and this does nothing.",
    default: false,
  },
  enable_intelligent_tiering: {
    type: "bool",
    description: "Moves objects to the storage class INTELLIGENT_TIERING.",
    default: false,
  },
  intelligent_tiering_days: {
    type: "number",
    description:
      "Days after which objects are moved there, with enable_intelligent_tiering. 0: as soon as they are written. Less than expire_objects_days.",
    default: 0,
    rules: [days(0)],
  },
  include_backup_policy_tags: {
    type: "bool",
    description: "Whether the bucket keeps the tag BackupPolicy of tags. The key keeps it either way.",
    default: true,
  },
} as const satisfies Settings;
