import type { Rule } from "../../settings/rule";
import { ruleWords } from "../../settings/rule-words";
import type { AnySetting, Settings } from "../../settings/setting";
import { markdownTable } from "./markdown-table";

/** @returns the table of settings: what each is, what it defaults to, and what it must be */
export function settingsTable(settings: Settings): string {
  const rows = Object.entries(settings).map(([name, setting]) => [
    `\`${name}\``,
    setting.type,
    defaultOf(setting),
    setting.description,
    rulesOf(setting),
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

/** Signs that Markdown would take for markup. */
function escapeMarkdown(text: string): string {
  return text.replaceAll(/[<>*_]/g, (sign) => `\\${sign}`);
}
