import { BUCKET_STATEMENTS, KEY_STATEMENTS } from "../../settings/policy-statement";
import type { AnySetting, Settings, SettingType } from "../../settings/setting";
import { wrongBucketValues } from "./wrong-bucket-values";
import { wrongValues, type WrongValue } from "./wrong-values";

/** A wrong value for one variable, all others being right. */
export interface Mistake {
  readonly variable: string;
  readonly value: unknown;
  /** What Terraform has to say of it, without its line breaks. */
  readonly says: RegExp;
  /** Whether it comes to light before any rule is asked, so that Terraform stops there. */
  readonly isOfType: boolean;
}

/** @throws Error for a variable that has rules, and of which no mistake is known */
export function mistakesWith(settings: Settings): readonly Mistake[] {
  return Object.entries(settings).flatMap(([variable, setting]) => [
    ...typeMistakes(variable, setting),
    ...ruleMistakes(variable, setting),
  ]);
}

/** @returns the known mistakes with a variable */
export function wrongValuesOf(variable: string): readonly WrongValue[] {
  return wrongValues[variable] ?? wrongBucketValues[variable] ?? [];
}

function ruleMistakes(variable: string, setting: AnySetting): readonly Mistake[] {
  const known = wrongValuesOf(variable);
  if (known.length === 0 && (setting.rules ?? []).length > 0)
    throw new Error(`${variable} has rules, and wrong-values.ts knows no wrong value of it`);
  return known.map(({ value, rule }) => ({
    variable,
    value,
    says: new RegExp(`\\b${variable}[^:]*: expected .*\\(rule: ${rule}\\); got .`),
    isOfType: false,
  }));
}

function typeMistakes(variable: string, setting: AnySetting): readonly Mistake[] {
  const { value, required } = wrongType(setting.type);
  const mistakes: Mistake[] = [
    { variable, value, says: new RegExp(`\\.var\\.${variable} .*${required}`), isOfType: true },
  ];
  if (setting.default === undefined)
    mistakes.push({
      variable,
      value: null,
      says: new RegExp(`\\bvariable "${variable}" is required|\\.var\\.${variable}\\b.*null`),
      isOfType: true,
    });
  const withNull = nullElement(setting);
  if (withNull !== undefined)
    mistakes.push({
      variable,
      value: withNull,
      says: new RegExp(`\\b${variable}: expected no null among the elements; got .*null`),
      isOfType: false,
    });
  return mistakes;
}

function nullElement(setting: AnySetting): unknown {
  if (setting.nullElements === true) return undefined;
  if (setting.type === "list(string)") return [null];
  return setting.type === "map(string)" ? { team: null } : undefined;
}

/** A value of another type, that Terraform cannot convert, and the type that it names. */
function wrongType(type: SettingType): { readonly value: unknown; readonly required: string } {
  switch (type) {
    case "string":
      return { value: ["one"], required: "string required" };
    case "number":
      return { value: "many", required: "a number is required" };
    case "bool":
      return { value: "perhaps", required: "a bool is required" };
    case "list(string)":
      return { value: "one", required: "list of string required" };
    case "map(string)":
      return { value: ["one"], required: "map of string required" };
    case BUCKET_STATEMENTS:
    case KEY_STATEMENTS:
      return { value: [{ sid: "Reader" }], required: 'attributes? .*"principals".* (?:is|are) required' };
  }
}
