import { markup, type Content, type Markup } from "../page/markup";
import { badge } from "../page/parts";
import { count } from "../page/words";
import type { RunResult } from "../../start/run-result";
import { denials } from "./denials";

/** Links to the parts of the page, with what each of them counts. */
export function contents(result: RunResult): Markup {
  const attention = result.deadLetters.length + denials(result).length;
  const links: readonly (readonly [string, string, Content?])[] = [
    ["pipeline", "Pipeline"],
    ["attention", "What needs attention", attention === 0 ? undefined : badge("bad", count(attention))],
    [
      "snapshots",
      result.snapshots.length === 1 ? "Snapshot" : `Snapshots (${count(result.snapshots.length)})`,
    ],
    ["permissions", "Permissions"],
    ["calls", `Calls (${count(result.calls.length)})`],
    ["decisions", `Decisions (${count(result.decisions.length)})`],
  ];
  return markup`
<nav aria-label="Parts of this page"><ul>${links.map(
    ([id, words, mark]) => markup`<li><a href="#${id}">${words}</a>${mark}</li>`,
  )}</ul></nav>`;
}
