import { literalSettings } from "../settings/literal-settings";
import { sandboxSettings, type SandboxSettings } from "../settings/sandbox";
import { sandboxConflicts } from "../settings/sandbox-conflicts";

/** A value for each required variable of the root stack `sandbox`, and a landing zone. */
export const SANDBOX_VALUES = {
  project: "project",
  identifier_prefix: "ip",
  aws_sandbox_account_id: "333333333333",
  aws_sandbox_vpc_id: "vpc-0123456789abcdef0",
  aws_sandbox_subnet_ids: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
  zone_bucket_id: "zone",
  zone_bucket_arn: "arn:aws:s3:::zone",
  zone_kms_key_arn: "arn:aws:kms:eu-west-2:222222222222:key/zone",
} satisfies Partial<SandboxSettings>;

/** The settings with those values, others in place of some of them, and the defaults. */
export function literalSandbox(others: Partial<SandboxSettings> = {}): SandboxSettings {
  return literalSettings(sandboxSettings, { ...SANDBOX_VALUES, ...others }, sandboxConflicts);
}
