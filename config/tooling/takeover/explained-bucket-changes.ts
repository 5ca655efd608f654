import type { ExplainedChange } from "./judge-plan";

const ZONE = "module.raw_zone";
const ARTEFACTS = "module.lambda_artefact_storage";
const EXPORTS = "module.rds_export_storage";

/** Every change that the module `s3-bucket` makes when it takes over, of three buckets with different inputs. */
export const bucketChanges: readonly ExplainedChange[] = [
  {
    in: [ZONE, ARTEFACTS, EXPORTS],
    address: "aws_kms_key.key",
    action: "update",
    arguments: ["policy"],
    why: "Key and id stay, and so does the account's full access, by which its roles use the key as their own policies say. Your statements stay, and [their `conditions`](#before-you-begin) take effect. Roles of `role_arns_to_share_access_with` may grant the key's use to AWS services only.",
  },
  {
    in: [ZONE, ARTEFACTS, EXPORTS],
    address: "aws_s3_bucket_policy.bucket_policy",
    action: "update",
    arguments: ["policy"],
    why: "The account's `s3:*` goes, which gave nothing that a role's own policy does not give. The refusal of requests without TLS speaks of `*` instead of `AWS: *`: everybody, as before. Your statements stay, and [their `conditions`](#before-you-begin) take effect. Roles of `role_arns_to_share_access_with` list, read and write objects, and no longer change or delete the bucket.",
  },
  {
    in: [EXPORTS],
    address: "aws_s3_bucket_lifecycle_configuration.bucket[0]",
    action: "update",
    arguments: ["rule"],
    why: "Only with `expire_objects_days`: what the rule `expire-older-objects` says of old versions and unfinished uploads is said by rules of their own, which are there already.",
  },
];
