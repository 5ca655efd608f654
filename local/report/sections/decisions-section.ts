import { dataTable } from "../page/data-table";
import { markup, type Content, type Markup } from "../page/markup";
import { badge, code, section } from "../page/parts";
import { clockTime } from "../page/words";
import type { DecisionResult, RunResult } from "../../start/run-result";

/** What the functions decided and why, as they logged it. */
export function decisionsSection({ decisions }: RunResult): Markup {
  if (decisions.length === 0)
    return section("decisions", "Decisions", markup`<p>The functions logged no decision.</p>`);
  return section(
    "decisions",
    "Decisions",
    dataTable({
      caption: "Decisions of the functions in the order in which they were logged",
      rows: decisions,
      columns: [
        { heading: "Time", cell: ({ line }) => clockTime(field(line, "timestamp")) },
        { heading: "Function", kind: "name", cell: ({ functionName }) => code(functionName) },
        { heading: "Decision", cell: decision },
        { heading: "Reason", kind: "wide", cell: ({ line }) => field(line, "reason") },
        { heading: "Next step", kind: "wide", cell: ({ line }) => field(line, "nextStep") },
        { heading: "About", kind: "name", cell: about },
      ],
    }),
  );
}

function decision({ line }: DecisionResult): Content {
  const level = field(line, "level");
  const word = field(line, "decision");
  if (level === "ERROR" || level === "CRITICAL") return badge("bad", word);
  return level === "WARN" ? badge("warn", word) : code(word);
}

/** The export task where there is one, since its name tells the snapshot, too. */
function about({ line }: DecisionResult): Content {
  const name = field(line, "exportTask") || field(line, "snapshot").replace(/^arn:aws:rds:[^:]*:\d*:/, "");
  return name === "" ? "–" : code(name);
}

function field(line: DecisionResult["line"], name: string): string {
  const value = line[name];
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
