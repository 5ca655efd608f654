import { sandboxBucketNames } from "../../modules/sandbox/bucket-names";
import { zoneRules } from "../../modules/sandbox/zone-rules";
import type { Conflict } from "./conflict";
import { bucketNamesThatAreTooLong, pipelineConflicts } from "./pipeline-conflicts";
import type { SandboxSettings } from "./sandbox";

/** What goes together in the settings of `sandbox`, beyond what each of them must be. */
export function sandboxConflicts(values: Partial<SandboxSettings>): readonly Conflict[] {
  const { identifier_prefix: prefix, aws_account_suffix: suffix } = values;
  return [
    ...zone(values),
    ...pipelineConflicts(values),
    ...bucketNamesThatAreTooLong(prefix, suffix, sandboxBucketNames),
  ];
}

function zone(values: Partial<SandboxSettings>): readonly Conflict[] {
  const { create_zone, zone_bucket_id, zone_bucket_arn, zone_kms_key_arn } = values;
  if (create_zone === undefined || zone_bucket_id === undefined) return [];
  if (zone_bucket_arn === undefined || zone_kms_key_arn === undefined) return [];
  const broken = zoneRules({ create_zone, zone_bucket_id, zone_bucket_arn, zone_kms_key_arn }).filter(
    ({ holds }) => holds === false,
  );
  return broken.map(({ name, got, expected }) => ({ name, got, expected }));
}
