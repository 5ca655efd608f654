import { brokenRules, brokenRuleText } from "./broken-rules";
import type { ConflictCheck } from "./conflict";
import { hasType } from "./has-type";
import { BUCKET_STATEMENTS, KEY_STATEMENTS } from "./policy-statement";
import { bucketStatements, keyStatements } from "./policy-statement-schema";
import type { AnySetting, Settings, SettingType, SettingValues, ValueOf } from "./setting";

/** Literal settings are missing, unknown or break rules; lists all problems. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  constructor(readonly problems: readonly string[]) {
    super(`The settings cannot be used: ${problems.join("; ")}.`);
  }
}

/**
 * Completes literal settings with the defaults, checks every rule, and then what must go together.
 * @throws SettingsError that lists every problem, not just the first
 */
export function literalSettings<S extends Settings>(
  settings: S,
  given: Partial<SettingValues<S>>,
  conflicts: ConflictCheck<S> = () => [],
): SettingValues<S> {
  const values: Readonly<Record<string, unknown>> = given;
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(settings, name));
  const outcomes = Object.entries(settings).map(([name, setting]) => literal(name, setting, values[name]));
  const problems = [
    ...unknown.map((name) => `${name} is no setting`),
    ...outcomes.flatMap((outcome) => outcome.problems),
  ];
  const complete = Object.fromEntries(outcomes.map(({ name, value }) => [name, value])) as SettingValues<S>;
  if (problems.length === 0) {
    const found = conflicts(complete);
    problems.push(
      ...found.map(({ name, got, expected }) => `${name}: expected ${expected}; got ${JSON.stringify(got)}`),
    );
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return complete;
}

interface Outcome {
  readonly name: string;
  readonly value: unknown;
  readonly problems: readonly string[];
}

function literal(name: string, setting: AnySetting, given: unknown): Outcome {
  const value = given ?? setting.default;
  if (value === undefined) return { name, value, problems: [`${name} is required (${setting.type})`] };
  if (value === null) return { name, value, problems: [] };
  if (!isOfType(setting.type, value))
    return { name, value, problems: [`${name}: expected ${setting.type}, got ${JSON.stringify(value)}`] };
  const problems = brokenRules(setting, value).map((broken) => `${name}: ${brokenRuleText(broken)}`);
  return { name, value, problems };
}

function isOfType(type: SettingType, value: unknown): value is ValueOf<SettingType> {
  if (type === KEY_STATEMENTS) return keyStatements.safeParse(value).success;
  if (type === BUCKET_STATEMENTS) return bucketStatements.safeParse(value).success;
  return hasType(type, value);
}
