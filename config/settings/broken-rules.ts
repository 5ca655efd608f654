import { normalForm } from "./normal-form";
import type { RuledStatement } from "./policy-statement";
import { refusedStatements } from "./refused-statements";
import type { Rule } from "./rule";
import { holds, lengthOf, repeated, type IsKnown, type Part } from "./rule-holds";
import { ruleWords } from "./rule-words";
import type { AnySetting, SettingType, ValueOf } from "./setting";

/** A value that a rule refuses. */
export interface BrokenRule {
  readonly rule: Rule["kind"];
  /** What the rule expects, in words. */
  readonly expected: string;
  /** What it refuses: the value, or the elements, keys, values or statements of it that break the rule. */
  readonly got: unknown;
  /** For a length of the whole value: how long it is. */
  readonly length?: number;
}

/** @returns the rule that is broken, in the words of Terraform's own message */
export function brokenRuleText({ rule, expected, got, length }: BrokenRule): string {
  const size = length === undefined ? "" : `, of length ${length}`;
  return `expected ${expected} (rule: ${rule}); got ${JSON.stringify(got)}${size}`;
}

type SettingValue = ValueOf<SettingType> | readonly RuledStatement[];

/**
 * Applies a setting's rules with Terraform's meaning: texts are compared in Unicode normal form C, length is
 * counted in grapheme clusters, and patterns are RE2 and not anchored.
 * @param isKnown of parts of the value. Default: all of them are
 * @returns all rules that the value breaks, not just the first
 */
export function brokenRules(
  setting: AnySetting,
  value: SettingValue,
  isKnown: IsKnown = () => true,
): readonly BrokenRule[] {
  const rules: readonly Rule[] = setting.rules ?? [];
  const normal = normalForm(value);
  return rules.flatMap((rule) => broken(rule, normal, isKnown));
}

function broken(rule: Rule, value: SettingValue, isKnown: IsKnown): readonly BrokenRule[] {
  const found = { rule: rule.kind, expected: ruleWords(rule) };
  if (rule.kind !== "range" && rule.of !== undefined) {
    const got = refusedStatements(rule, rule.of, value as RuledStatement[], isKnown);
    return got.length === 0 ? [] : [{ ...found, got }];
  }
  const refused = parts(rule, value, isKnown).filter((part) => !holds(rule, part));
  if (refused.length === 0) return [];
  if (rule.to !== "value") return [{ ...found, got: refused }];
  const got = rule.kind === "unique" ? repeated(refused.flat()) : value;
  return [rule.kind === "length" ? { ...found, got, length: lengthOf(value) } : { ...found, got }];
}

function parts(rule: Rule, value: SettingValue, isKnown: IsKnown): readonly Part[] {
  switch (rule.to) {
    case "value":
      // How many elements there are is known before they are.
      return [rule.kind === "unique" ? elements(value).filter(isKnown) : value];
    case "each":
      return elements(value).filter(isKnown);
    case "keys":
      return typeof value === "object" ? Object.keys(value).filter(isKnown) : [];
    case "values":
      return typeof value === "object" ? (Object.values(value) as readonly string[]).filter(isKnown) : [];
  }
}

function elements(value: SettingValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
