import { reasonFor } from "../../../local/permissions/check-unused-grants";
import type { StatementUse } from "../../../local/permissions/statement-use";
import { UNUSED_GRANTS } from "../../../local/permissions/unused-grants";

/** Rows that differ only in their first cell, the action, become one. */
export function mergeActions(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const byRest = new Map<string, { readonly actions: string[]; readonly rest: readonly string[] }>();
  for (const [action = "", ...rest] of rows) {
    const key = JSON.stringify(rest);
    const merged = byRest.get(key) ?? { actions: [], rest };
    byRest.set(key, { ...merged, actions: [...merged.actions, action] });
  }
  return [...byRest.values()].map(({ actions, rest }) => [actions.join(", "), ...rest]);
}

/** Two cells: what for, and the calls that need it. */
export function why(use: StatementUse): [string, string] {
  if (use.times === 0) return [reasonFor(use, UNUSED_GRANTS) ?? "", "none of a run"];
  const needs = use.neededFor.map((need) => {
    const [operation = "", purpose = ""] = need.split(/: (.*)/s);
    return { operation, purpose };
  });
  const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();
  return [
    unique(needs.map(({ purpose }) => purpose)).join("; "),
    unique(needs.map(({ operation }) => code(operation))).join(", "),
  ];
}

export function code(text: string): string {
  return `\`${text}\``;
}
