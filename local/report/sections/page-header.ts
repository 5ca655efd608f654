import { markup, type Content, type Markup } from "../page/markup";
import { code, facts, fold, sign } from "../page/parts";
import { bytes, count, counted, duration } from "../page/words";
import type { LocalRunOptions } from "../../start/run-options";
import type { RunResult } from "../../start/run-result";
import { verdict } from "./verdict";

/** Problems that are listed at once. */
const LISTED = 8;

/** What whoever opens the page has to know at once: the verdict, what is wrong, and what was run. */
export function pageHeader(result: RunResult): Markup {
  const tone = result.ok ? "good" : "bad";
  return markup`
<header class="verdict ${tone}">
<p class="product">db-snapshot-to-s3, a local run</p>
<h1>${sign(tone)}<span>${verdict(result)}</span></h1>
${problemList(result.problems)}
${facts(runFacts(result))}
</header>`;
}

function problemList(problems: readonly string[]): Content {
  if (problems.length === 0) return undefined;
  const list = (from: number, to?: number): Markup =>
    markup`<ul class="problems">${problems.slice(from, to).map((problem) => markup`<li>${problem}</li>`)}</ul>`;
  if (problems.length <= LISTED) return list(0);
  return [list(0, LISTED), fold(counted(problems.length - LISTED, "more problem"), list(LISTED))];
}

function runFacts({
  options,
  seconds,
  snapshots,
  calls,
  faults,
  unfiredFaults,
  standstill,
}: RunResult): (readonly [string, Content])[] {
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  const rows = tables.reduce((sum, { rowsLanded }) => sum + rowsLanded, 0);
  const size = tables.reduce((sum, table) => sum + table.bytes, 0);
  const began = calls[0]?.time ?? snapshots[0]?.timeline[0]?.from;
  return [
    ["Database", database(options)],
    ["Fault plan", faultPlan(options)],
    ["Made to fail", lines(faults)],
    ["Not met", lines(unfiredFaults)],
    ["Ended early", standstill ?? undefined],
    ["Took", `${duration(seconds)}, in which the world's clock ran ${count(options.speed)} times as fast`],
    [
      "Began",
      began === undefined ? undefined : `${began.slice(0, 10)} ${began.slice(11, 19)} UTC, world time`,
    ],
    ["Landed", tables.length === 0 ? "nothing" : `${counted(rows, "row")}, ${bytes(size)} of Parquet`],
  ];
}

function database({ ownDatabase, instances, rows }: LocalRunOptions): Content {
  if (ownDatabase === undefined)
    return `${counted(instances, "sample database")}, ${counted(rows, "row")} in the largest table${instances === 1 ? "" : " of each"}`;
  const { address, schemas, tables } = ownDatabase;
  return [
    code(address),
    schemas.length > 0 ? [", schemas ", separated(schemas)] : undefined,
    tables.length > 0 ? [", tables ", separated(tables)] : undefined,
  ];
}

function faultPlan(options: LocalRunOptions): Content {
  const plans: Content[] = [
    ...(options.break === undefined ? [] : [code(`--break ${options.break}`)]),
    ...options.faults.map((fault) => code(fault)),
    ...options.inject.map((what) => code(`--inject ${what}`)),
  ];
  return plans.length === 0 ? "none" : joined(plans);
}

function lines(texts: readonly string[]): Content {
  return texts.length === 0 ? undefined : texts.map((text) => markup`<div>${text}</div>`);
}

function separated(names: readonly string[]): Content {
  return joined(names.map((name) => code(name)));
}

function joined(parts: readonly Content[]): Content {
  return parts.map((part, index) => [index === 0 ? "" : ", ", part]);
}
