import { markdownTable } from "../docs/markdown-table";
import type { ExplainedChange } from "./judge-plan";

/** Actions as a plan words them. */
const WORDS = {
  create: "will be created",
  update: "will be updated in-place",
  forget: "will no longer be managed",
} as const satisfies Readonly<Record<ExplainedChange["action"], string>>;

/** @returns what a plan shows: one row for each change, by its address within the module */
export function planTable(explained: readonly ExplainedChange[]): string {
  return markdownTable(
    ["address in the module", "what the plan says", "arguments", "why it is safe"],
    explained.map(({ address, action, arguments: changed, why }) => [
      `\`${address}\``,
      WORDS[action],
      changed.map((name) => `\`${name}\``).join(", "),
      why,
    ]),
  );
}
