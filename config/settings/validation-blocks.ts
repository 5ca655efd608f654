import type { Rule, RuleTarget } from "./rule";
import { ruleWords } from "./rule-words";
import type { AnySetting } from "./setting";
import { statementValidation } from "./statement-validation";

/** A `validation` block of a Terraform variable; both texts hold Terraform expressions. */
export interface ValidationBlock {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * Renders a setting's rules as `validation` blocks that mention no variable but their own (another one's name
 * needs Terraform 1.9). Patterns are asked with `regexall`: `can(regex(…))` would hide a pattern that RE2 does
 * not take, and refuse every value.
 */
export function validationBlocks(name: string, setting: AnySetting): readonly ValidationBlock[] {
  const rules: readonly Rule[] = setting.rules ?? [];
  const optional = setting.default === null;
  const blocks = rules.map((rule) => block(name, rule));
  const all = [...nullElements(name, setting), ...blocks];
  return all.map(({ condition, refused, words }) => ({
    condition: `\${${optional ? `var.${name} == null ? true : ${condition}` : condition}}`,
    errorMessage: `${templateText(`${name}: expected ${words}; got `)}\${${optional ? `var.${name} == null ? "null" : ${refused}` : refused}}.`,
  }));
}

interface Parts {
  readonly condition: string;
  /** An expression that gives what was refused, as text. */
  readonly refused: string;
  readonly words: string;
}

function block(name: string, rule: Rule): Parts {
  const words = `${ruleWords(rule)} (rule: ${rule.kind})`;
  const whole = `var.${name}`;
  if (rule.kind !== "range" && rule.of !== undefined)
    return { ...statementValidation(rule, rule.of, whole, (subject) => conditionOf(rule, subject)), words };
  if (rule.to === "value")
    return { condition: conditionOf(rule, whole), refused: refusedValue(rule, whole), words };
  // A null element has a block of its own; here it would only be an error within the condition.
  const elements = `x in ${collection(rule.to, whole)}`;
  return {
    condition: `alltrue([for ${elements} : ${conditionOf(rule, "x")} if x != null])`,
    refused: `jsonencode([for ${elements} : x if x == null ? false : !(${conditionOf(rule, "x")})])`,
    words,
  };
}

function nullElements(name: string, setting: AnySetting): readonly Parts[] {
  if (setting.nullElements === true || !/^(?:list|map)\(/.test(setting.type)) return [];
  const whole = `var.${name}`;
  const condition = `alltrue([for x in ${setting.type === "map(string)" ? `values(${whole})` : whole} : x != null])`;
  return [{ condition, refused: `jsonencode(${whole})`, words: "no null among the elements" }];
}

function collection(to: Exclude<RuleTarget, "value">, whole: string): string {
  switch (to) {
    case "each":
      return whole;
    case "keys":
      return `keys(${whole})`;
    case "values":
      return `values(${whole})`;
  }
}

function conditionOf(rule: Rule, subject: string): string {
  switch (rule.kind) {
    case "regex": {
      const matches = `length(regexall(${quoted(rule.pattern)}, ${subject}))`;
      return rule.refuse === true ? `${matches} == 0` : `${matches} > 0`;
    }
    case "length": {
      const least = `length(${subject}) >= ${rule.min ?? 0}`;
      return rule.max === undefined ? least : `${least} && length(${subject}) <= ${rule.max}`;
    }
    case "range": {
      const range = `${subject} >= ${rule.min} && ${subject} <= ${rule.max}`;
      return rule.integer === true ? `${range} && floor(${subject}) == ${subject}` : range;
    }
    case "one of":
      return `contains([${rule.values.map((value) => (typeof value === "string" ? quoted(value) : value)).join(", ")}], ${subject})`;
    case "unique":
      // A set and a grouping take time by the number of elements; `distinct`, and comparing each with each, by its square.
      return `length(toset(${subject})) == length(${subject})`;
  }
}

function refusedValue(rule: Rule, whole: string): string {
  if (rule.kind === "length") return `format("%s, of length %d", jsonencode(${whole}), length(${whole}))`;
  if (rule.kind !== "unique") return `jsonencode(${whole})`;
  return `jsonencode([for x, same in { for x in ${whole} : x == null ? "null" : x => x... } : x if length(same) > 1])`;
}

/** A quoted template of the Terraform language that yields exactly this text. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll(/["\\]/g, (sign) => `\\${sign}`)
    .replaceAll(/\p{Cc}/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `"${templateText(escaped)}"`;
}

/** Text that a Terraform template leaves as it is. */
function templateText(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
