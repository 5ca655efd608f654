import { SANDBOX_OUTPUTS } from "../../sandbox-outputs";

/** Further outputs, for the owner of a zone. */
export const STATEMENT_OUTPUTS = [
  "zone_bucket_policy_statements_json",
  "zone_bucket_policy_statements_hcl",
  "zone_key_policy_statements_json",
  "zone_key_policy_statements_hcl",
] as const;

/**
 * @param outputs of the applied stack
 * @param expected values of some, which are known beforehand
 * @returns a line for each that is not there, is empty or is another than expected
 */
export function judgeOutputs(
  outputs: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, string>>,
): readonly string[] {
  const names = [...Object.keys(SANDBOX_OUTPUTS), ...STATEMENT_OUTPUTS];
  return [
    ...names
      .filter((name) => !isGiven(outputs[name]))
      .map((name) => `output ${name}: expected a value, got ${JSON.stringify(outputs[name])}`),
    ...Object.entries(expected)
      .filter(([name, value]) => String(outputs[name]) !== value)
      .map(([name, value]) => `output ${name}: expected ${value}, got ${JSON.stringify(outputs[name])}`),
  ];
}

/** Terraform gives a port as a number. */
function isGiven(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}
