import { STATEMENT_FIELDS, type StatementField } from "../../settings/policy-statement";
import type { Rule } from "../../settings/rule";
import { ruleWords } from "../../settings/rule-words";
import type { AnySetting, Settings } from "../../settings/setting";
import { escapeMarkdown, markdownTable } from "./markdown-table";

/** Terraform's type of each field; of a condition's fields, that of one condition. */
const TYPES: Readonly<Record<StatementField, string>> = {
  sid: "string",
  effect: "string",
  actions: "list(string)",
  resources: "list(string)",
  "principals.type": "string",
  "principals.identifiers": "list(string)",
  "conditions.test": "string",
  "conditions.variable": "string",
  "conditions.values": "list(string)",
};

/** Whether a setting is a list of policy statements, whose rules are about fields. */
export function holdsStatements(setting: AnySetting): boolean {
  return setting.type.startsWith("list(object(");
}

/** @returns the heading under which a setting's fields are listed */
export function fieldsHeading(name: string): string {
  return `The fields of \`${name}\``;
}

/** @returns one table per setting that is a list of statements: what each field of a statement must be */
export function statementFields(settings: Settings): readonly string[] {
  return Object.entries(settings)
    .filter(([, setting]) => holdsStatements(setting))
    .map(([name, setting]) => `### ${fieldsHeading(name)}\n\n${INTRODUCTION}\n\n${fieldsTable(setting)}`);
}

const INTRODUCTION =
  "`principals` is an object. `conditions` is a list of objects and may be left out; everything else is required.";

function fieldsTable(setting: AnySetting): string {
  const rules: readonly Rule[] = setting.rules ?? [];
  const rows = STATEMENT_FIELDS.filter((field) => hasField(setting, field)).map((field) => [
    `\`${field}\``,
    TYPES[field],
    escapeMarkdown(rules.flatMap((rule) => wordsFor(rule, field)).join("; ")),
  ]);
  return markdownTable(["field", "type", "must be"], rows);
}

function hasField({ type }: AnySetting, field: StatementField): boolean {
  return type.includes(`${field.replace(/\..*$/, "")} = `);
}

/** A rule in words, without what stands at the row's beginning: the field, and that it is each condition's. */
function wordsFor(rule: Rule, field: StatementField): readonly string[] {
  if (rule.kind === "range" || rule.of !== field) return [];
  const words = ruleWords(rule).replace(`each statement's ${field}: `, "");
  return [field.startsWith("conditions.") ? words.replace("each element: ", "") : words];
}
