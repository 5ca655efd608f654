import type { SandboxSettings } from "../../config/settings/sandbox";
import type { OutputPrecondition } from "../shared/outputs";
import { allOf, anyOf, isSet, not, type Truth } from "../shared/truth";

export type ZoneSettings = Pick<
  SandboxSettings,
  "create_zone" | "zone_bucket_id" | "zone_bucket_arn" | "zone_kms_key_arn"
>;

/** What the settings of the zone must be together. */
export interface ZoneRule {
  readonly holds: Truth;
  /** The setting to change first. */
  readonly name: keyof ZoneSettings;
  readonly expected: string;
  readonly got: Readonly<Record<string, string>>;
}

/** A zone is made, or all three of somebody's are given: never both, and never a part. */
export function zoneRules({
  create_zone,
  zone_bucket_id,
  zone_bucket_arn,
  zone_kms_key_arn,
}: ZoneSettings): readonly [ZoneRule, ZoneRule] {
  const given = [isSet(zone_bucket_id), isSet(zone_bucket_arn), isSet(zone_kms_key_arn)];
  const got = { zone_bucket_id, zone_bucket_arn, zone_kms_key_arn };
  return [
    {
      holds: anyOf([not(create_zone), not(anyOf(given))]),
      name: "create_zone",
      expected:
        "false where a landing zone is given, or zone_bucket_id, zone_bucket_arn and zone_kms_key_arn left empty",
      got,
    },
    {
      holds: anyOf([create_zone, allOf(given)]),
      name: "zone_bucket_id",
      expected:
        "zone_bucket_id, zone_bucket_arn and zone_kms_key_arn of a landing zone, all three of them, or create_zone = true for one of the sandbox's own",
      got,
    },
  ];
}

/** The same for values that Terraform alone will know. */
export function zonePreconditions(settings: ZoneSettings): readonly OutputPrecondition[] {
  return zoneRules(settings).flatMap(({ holds, name, expected, got }) => {
    if (typeof holds === "boolean") return [];
    const shown = Object.entries(got).map(([setting, value]) => `${setting} "${value}"`);
    return [{ condition: holds, errorMessage: `${name}: expected ${expected}; got ${shown.join(", ")}.` }];
  });
}
