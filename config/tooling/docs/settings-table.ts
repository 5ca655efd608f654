import type { Rule } from "../../settings/rule";
import { ruleWords } from "../../settings/rule-words";
import type { AnySetting, Settings } from "../../settings/setting";
import { escapeMarkdown, escapeTags, markdownTable } from "./markdown-table";
import { anchorOf } from "./marked-section";
import { fieldsHeading, holdsStatements } from "./statement-fields";

/** @returns the table of settings: what each is, what it defaults to, and what it must be */
export function settingsTable(settings: Settings): string {
  const rows = Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    holdsStatements(setting) ? "list of statements" : setting.type,
    defaultOf(setting),
    escapeTags(setting.description),
    holdsStatements(setting) ? fieldsLink(name) : rulesOf(setting),
  ]);
  return markdownTable(["name", "type", "default", "meaning", "must be"], rows);
}

function defaultOf(setting: AnySetting): string {
  return setting.default === undefined ? "required" : `\`${JSON.stringify(setting.default)}\``;
}

function rulesOf(setting: AnySetting): string {
  const rules: readonly Rule[] = setting.rules ?? [];
  return rules.map((rule) => escapeMarkdown(ruleWords(rule))).join("; ");
}

/** The rules for statements are many: they have a table of their own. */
function fieldsLink(name: string): string {
  const heading = fieldsHeading(name);
  return `[${heading.toLowerCase()}](#${anchorOf(heading)})`;
}
