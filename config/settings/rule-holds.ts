import { RE2JS } from "re2js";
import type { FieldValue, RuledStatement } from "./policy-statement";
import type { Rule } from "./rule";
import type { SettingType, ValueOf } from "./setting";

/** What a rule is asked of: a whole value, or a part of it. */
export type Part = ValueOf<SettingType> | readonly RuledStatement[] | FieldValue;

/** Whether a value, or a part of one, is known: what only Terraform will know, no rule is asked of. */
export type IsKnown = (part: unknown) => boolean;

/** @returns whether a part, in Unicode normal form C, keeps a rule */
export function holds(rule: Rule, part: Part): boolean {
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
      return !Array.isArray(part) || new Set<unknown>(part).size === part.length;
  }
}

/** The type of a rule is bound to the type of its setting, so that a pattern only ever meets a text. */
function textOf(part: Part): string {
  return typeof part === "string" ? part : JSON.stringify(part);
}

/** Of a text in grapheme clusters, of everything else in elements. */
export function lengthOf(part: Part): number {
  if (typeof part === "number" || typeof part === "boolean") return 0;
  if (typeof part !== "string") return Array.isArray(part) ? part.length : Object.keys(part).length;
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(part)].length;
}

/** @returns the elements that occur more than once, each of them once */
export function repeated(elements: readonly unknown[]): readonly unknown[] {
  return [...new Set(elements.filter((element, index) => elements.indexOf(element) !== index))];
}
