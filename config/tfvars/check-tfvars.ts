import { readFile } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { brokenRules, brokenRuleText } from "../settings/broken-rules";
import type { ConflictCheck } from "../settings/conflict";
import type { AnySetting, Settings, SettingType, SettingValues, ValueOf } from "../settings/setting";
import { convert } from "./convert";
import { nearestName } from "./nearest-name";
import { Expression, parseTfvars } from "./tfvars-file";

/** One line about one variable of a tfvars file. */
export interface TfvarsProblem {
  readonly variable: string;
  readonly text: string;
}

export type TfvarsCheck<S extends Settings = Settings> =
  | { readonly kind: "unreadable"; readonly file: string; readonly reason: string }
  | {
      readonly kind: "refused";
      readonly file: string;
      /** At least one. */
      readonly problems: readonly TfvarsProblem[];
      readonly warnings: readonly TfvarsProblem[];
    }
  | {
      readonly kind: "accepted";
      readonly file: string;
      /** Complete: defaults stand where the file says nothing. */
      readonly values: SettingValues<S>;
      readonly warnings: readonly TfvarsProblem[];
    };

/**
 * Checks a tfvars file against settings as Terraform would at plan time: all problems at once. A name that is no
 * setting is a warning, as it is for Terraform.
 * @param file path from the working folder; it stands in every message as it was given
 */
export async function checkTfvars<S extends Settings>(
  file: string,
  settings: S,
  conflicts: ConflictCheck<S> = () => [],
): Promise<TfvarsCheck<S>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    return { kind: "unreadable", file, reason: isNativeError(error) ? error.message : String(error) };
  }
  const parsed = await parseTfvars(file, text);
  switch (parsed.kind) {
    case "unparsable":
      return { kind: "unreadable", file, reason: parsed.reason };
    case "parsed":
      return judge(file, settings, parsed.values, conflicts);
  }
}

function judge<S extends Settings>(
  file: string,
  settings: S,
  given: ReadonlyMap<string, unknown>,
  conflicts: ConflictCheck<S>,
): TfvarsCheck<S> {
  const warnings = unknownNames([...given.keys()], Object.keys(settings));
  const judged = Object.entries(settings).map(([name, setting]) =>
    judgeValue(name, setting, given.get(name)),
  );
  const right = judged.flatMap((one) => (one.kind === "right" ? [[one.name, one.value] as const] : []));
  const values = Object.fromEntries(right) as Partial<SettingValues<S>>;
  const problems = [
    ...judged.flatMap((one) => (one.kind === "wrong" ? one.problems : [])),
    ...conflicts(values).map(({ name, got, expected }) => problem(name, got, expected)),
  ];
  return problems.length > 0
    ? { kind: "refused", file, problems, warnings }
    : { kind: "accepted", file, values: values as SettingValues<S>, warnings };
}

type Judged =
  | { readonly kind: "right"; readonly name: string; readonly value: ValueOf<SettingType> | null }
  | { readonly kind: "wrong"; readonly problems: readonly TfvarsProblem[] };

function judgeValue(name: string, setting: AnySetting, raw: unknown): Judged {
  const converted = convert(setting, raw === undefined ? null : raw);
  switch (converted.kind) {
    case "null":
      return missing(name, setting, raw);
    case "wrong":
      return {
        kind: "wrong",
        problems: [problem(name, raw, `${converted.expected} (type: ${setting.type})`)],
      };
    case "value": {
      const broken = brokenRules(setting, converted.value);
      if (broken.length === 0) return { kind: "right", name, value: converted.value };
      return {
        kind: "wrong",
        problems: broken.map((one) => ({ variable: name, text: brokenRuleText(one) })),
      };
    }
  }
}

/** Not given, or given as null, which for Terraform is the same: the default, if there is one. */
function missing(name: string, setting: AnySetting, raw: unknown): Judged {
  if (setting.default !== undefined)
    return { kind: "right", name, value: setting.default as ValueOf<SettingType> | null };
  const text = `${raw === null ? "is null" : "is missing"}; expected ${setting.type}: ${setting.description}`;
  return { kind: "wrong", problems: [{ variable: name, text }] };
}

function problem(variable: string, got: unknown, expected: string): TfvarsProblem {
  return { variable, text: `expected ${expected}; got ${show(got)}` };
}

function show(value: unknown): string {
  const shown: unknown = JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Expression ? part.source : part,
  );
  return String(shown);
}

function unknownNames(given: readonly string[], known: readonly string[]): readonly TfvarsProblem[] {
  return given
    .filter((name) => !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      const hint = nearest === undefined ? "" : `; was ${nearest} meant?`;
      return { variable: name, text: `is no variable of this stack, and is ignored${hint}` };
    });
}
