import Table from "cli-table3";
import type { ManifestComparison } from "../verify/compare-manifest";
import type { SnapshotResult, TableResult } from "./run-result";

/**
 * A snapshot of the report: its tables on both sides, and what of it is not exported or not documented.
 *
 * @param source what the landed rows are compared with
 */
export function snapshotLines(
  {
    identifier,
    tables,
    unexported,
    undocumented,
    manifest = null,
  }: Pick<SnapshotResult, "identifier" | "tables" | "unexported" | "undocumented"> &
    Partial<Pick<SnapshotResult, "manifest">>,
  source: "snapshot" | "database" = "snapshot",
): string[] {
  if (tables.length === 0) return [];
  return [
    `Snapshot ${identifier}`,
    ...tableLines(tables, source),
    ...(manifest === null ? [] : [manifestLine(manifest)]),
    ...listed(
      "Not exported, as RDS would not:",
      unexported.map(({ name, reason }) => `${name}: ${reason}`),
    ),
    ...listed(
      "As PostgreSQL writes them, since AWS documents no form for their types:",
      undocumented.map(({ table, column, type }) => `${table}.${column} (${type})`),
    ),
    "",
  ];
}

function manifestLine({ path, files, agrees }: ManifestComparison): string {
  return `Manifest s3://${path}: ${count(files)} files, ${agrees ? "as they landed" : "which is NOT what landed"}`;
}

/** As many lines of a list as a person reads; `--json` and `--report` have them all. */
const LISTED = 20;

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - LISTED;
  return [
    title,
    ...lines.slice(0, LISTED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
  ];
}

function tableLines(tables: readonly TableResult[], source: string): string[] {
  const table = new Table({
    head: ["table", `rows in ${source}`, "rows landed", "checksum", "", "files", "bytes"],
    colAligns: ["left", "right", "right", "left", "left", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const each of tables)
    table.push([
      each.table,
      count(each.rowsInSnapshot),
      count(each.rowsLanded),
      each.matches
        ? short(each.checksumLanded)
        : `${short(each.checksumInSnapshot)} ≠ ${short(each.checksumLanded)}`,
      each.matches ? "match" : "DIFFERS",
      count(each.files),
      count(each.bytes),
    ]);
  const [first] = tables;
  const where = first === undefined ? [] : [`Landed at s3://${commonPath(tables.map(({ path }) => path))}`];
  return [...table.toString().split("\n"), ...where];
}

/** Paths of one snapshot differ in the table alone. */
function commonPath(paths: readonly string[]): string {
  const parts = paths.map((path) => path.split("/"));
  return (parts[0] ?? [])
    .map((part, index) => (parts.every((each) => each[index] === part) ? part : "<table>"))
    .join("/");
}

function count(value: number): string {
  return value.toLocaleString("en-GB");
}

function short(checksum: string): string {
  return checksum.slice(0, 12);
}
