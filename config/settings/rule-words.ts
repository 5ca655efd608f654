import type { Rule, RuleTarget } from "./rule";

const SUBJECT: Readonly<Record<RuleTarget, string>> = {
  value: "",
  each: "each element: ",
  keys: "each key: ",
  values: "each value: ",
};

/** @returns the rule in words, the same in Terraform's messages, in ours and in the README's tables */
export function ruleWords(rule: Rule): string {
  if (rule.kind !== "range" && rule.of !== undefined)
    return rule.kind === "unique"
      ? `no ${rule.of} twice`
      : `each statement's ${rule.of}: ${SUBJECT[rule.to]}${expectation(rule)}`;
  return SUBJECT[rule.to] + expectation(rule);
}

function expectation(rule: Rule): string {
  switch (rule.kind) {
    case "regex":
      return rule.words;
    case "length":
      return `length ${limits(rule.min, rule.max)}${because(rule.because)}`;
    case "range":
      return `${rule.integer === true ? "a whole number" : "a number"} from ${rule.min} to ${rule.max}${because(rule.because)}`;
    case "one of":
      return `one of ${rule.values.join(", ")}`;
    case "unique":
      return "no element twice";
  }
}

function limits(min: number | undefined, max: number | undefined): string {
  if (max === undefined) return `at least ${min ?? 0}`;
  return min === undefined ? `at most ${max}` : `from ${min} to ${max}`;
}

function because(reason: string | undefined): string {
  return reason === undefined ? "" : `, ${reason}`;
}
