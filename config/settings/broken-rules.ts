import { RE2JS } from "re2js";
import type { Rule } from "./rule";
import { ruleWords } from "./rule-words";
import type { AnySetting, SettingType, ValueOf } from "./setting";

/** A value that a rule refuses. */
export interface BrokenRule {
  readonly rule: Rule["kind"];
  /** What the rule expects, in words. */
  readonly expected: string;
  /** What it refuses: the value, or the elements, keys or values of it that break the rule. */
  readonly got: unknown;
  /** For a length of the whole value: how long it is. */
  readonly length?: number;
}

/** @returns the rule that is broken, in the words of Terraform's own message */
export function brokenRuleText({ rule, expected, got, length }: BrokenRule): string {
  const size = length === undefined ? "" : `, of length ${length}`;
  return `expected ${expected} (rule: ${rule}); got ${JSON.stringify(got)}${size}`;
}

type SettingValue = ValueOf<SettingType>;
type Part = string | number | readonly string[] | Readonly<Record<string, string>>;

/**
 * Applies a setting's rules with Terraform's meaning: texts are compared in Unicode normal form C, length is
 * counted in grapheme clusters, and patterns are RE2 and not anchored.
 * @returns all rules that the value breaks, not just the first
 */
export function brokenRules(setting: AnySetting, value: SettingValue): readonly BrokenRule[] {
  const rules: readonly Rule[] = setting.rules ?? [];
  const normal = normalForm(value);
  return rules.flatMap((rule) => {
    const refused = parts(rule, normal).filter((part) => !holds(rule, part));
    if (refused.length === 0) return [];
    const got = rule.to === "value" ? culprits(rule, normal) : refused;
    const broken = { rule: rule.kind, expected: ruleWords(rule), got };
    return [rule.kind === "length" && rule.to === "value" ? { ...broken, length: lengthOf(normal) } : broken];
  });
}

function normalForm(value: SettingValue): SettingValue {
  if (typeof value === "number") return value;
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map((element) => element.normalize("NFC"));
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [key.normalize("NFC"), element.normalize("NFC")]),
  );
}

function parts(rule: Rule, value: SettingValue): readonly Part[] {
  switch (rule.to) {
    case "value":
      return [value];
    case "each":
      return Array.isArray(value) ? value : [];
    case "keys":
      return typeof value === "object" ? Object.keys(value) : [];
    case "values":
      return typeof value === "object" ? Object.values(value) : [];
  }
}

function holds(rule: Rule, part: Part): boolean {
  switch (rule.kind) {
    case "regex":
      return RE2JS.compile(rule.pattern).matcher(textOf(part)).find() !== (rule.refuse ?? false);
    case "length":
      return lengthOf(part) >= (rule.min ?? 0) && lengthOf(part) <= (rule.max ?? Infinity);
    case "range": {
      const number = Number(part);
      return number >= rule.min && number <= rule.max && (rule.integer !== true || Number.isInteger(number));
    }
    case "one of":
      return rule.values.some((allowed) => allowed === part);
    case "unique":
      return !Array.isArray(part) || new Set(part).size === part.length;
  }
}

/** The type of a rule is bound to the type of its setting, so that a pattern only ever meets a text. */
function textOf(part: Part): string {
  return typeof part === "string" ? part : JSON.stringify(part);
}

/** For "unique" the elements that occur more than once say more than the whole list. */
function culprits(rule: Rule, value: SettingValue): unknown {
  if (rule.kind !== "unique" || !Array.isArray(value)) return value;
  return [...new Set(value.filter((element, index) => value.indexOf(element) !== index))];
}

function lengthOf(part: Part): number {
  if (typeof part === "number") return 0;
  if (typeof part !== "string") return Array.isArray(part) ? part.length : Object.keys(part).length;
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(part)].length;
}
