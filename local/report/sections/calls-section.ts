import { dataTable } from "../page/data-table";
import { markup, type Content, type Markup } from "../page/markup";
import { code, fold, section } from "../page/parts";
import { clockTime, count, counted, grouped, shortPrincipal } from "../page/words";
import type { CallResult, RunResult } from "../../start/run-result";

/** Calls of one kind. */
interface CallGroup {
  readonly first: CallResult;
  readonly calls: readonly CallResult[];
}

/** Calls that failed, what fault plans did, and who called what how often. */
export function callsSection({ calls }: RunResult): Markup {
  if (calls.length === 0) return section("calls", "Calls", markup`<p>No call was recorded.</p>`);
  const failed = calls.filter(({ error }) => error !== undefined);
  const faulty = calls.filter(({ fault }) => fault !== undefined);
  return section("calls", "Calls", [
    markup`<p>${counted(calls.length, "call")} ${calls.length === 1 ? "was" : "were"} made to the AWS endpoint or by AWS itself; ${count(failed.length)} failed.</p>`,
    markup`<h3>Calls that failed: ${count(failed.length)}</h3>`,
    failed.length === 0
      ? markup`<p>None.</p>`
      : table(
          "Calls that failed, one row for each kind",
          groups(failed, ({ status, error }) => `${status} ${error ?? ""}`),
          {
            heading: "Answer",
            cell: ({ first }) => `${first.status} ${first.error ?? ""}`,
          },
        ),
    markup`<h3>What fault plans did: ${count(faulty.length)}</h3>`,
    faulty.length === 0
      ? markup`<p>Nothing.</p>`
      : table(
          "Calls that fault plans changed, one row for each kind",
          groups(faulty, ({ fault }) => fault ?? ""),
          {
            heading: "What happened",
            cell: ({ first }) => first.fault,
          },
        ),
    fold("Every kind of call", everyKind(calls)),
  ]);
}

function groups(calls: readonly CallResult[], outcome: (call: CallResult) => string): CallGroup[] {
  return grouped(calls, (call) => JSON.stringify([call.principal, call.operation, outcome(call)])).flatMap(
    ([, group]) => group.slice(0, 1).map((first) => ({ first, calls: group })),
  );
}

function table(
  caption: string,
  rows: readonly CallGroup[],
  outcome: { readonly heading: string; readonly cell: (row: CallGroup) => Content },
): Markup {
  return dataTable({
    caption,
    rows,
    columns: [
      { heading: "Operation", kind: "word", cell: ({ first }) => code(first.operation) },
      { kind: "wide", ...outcome },
      { heading: "Times", kind: "number", cell: (row) => count(row.calls.length) },
      { heading: "First at", kind: "number", cell: ({ first }) => clockTime(first.time) },
      { heading: "By", kind: "name", cell: ({ first }) => code(shortPrincipal(first.principal)) },
      {
        heading: "First about",
        kind: "name",
        cell: ({ first }) => (first.resource === "" ? "–" : code(first.resource)),
      },
    ],
  });
}

function everyKind(calls: readonly CallResult[]): Markup {
  return dataTable({
    caption: "Every kind of call",
    rows: groups(calls, () => ""),
    columns: [
      { heading: "Operation", kind: "word", cell: ({ first }) => code(first.operation) },
      { heading: "By", kind: "name", cell: ({ first }) => code(shortPrincipal(first.principal)) },
      { heading: "Times", kind: "number", cell: (row) => count(row.calls.length) },
      {
        heading: "Failed",
        kind: "number",
        cell: (row) => count(row.calls.filter(({ error }) => error !== undefined).length),
      },
    ],
  });
}
