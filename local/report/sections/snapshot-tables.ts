import { dataTable, type Column } from "../page/data-table";
import { markup, type Content, type Markup } from "../page/markup";
import { badge, code } from "../page/parts";
import { count } from "../page/words";
import type { SnapshotResult, TableResult } from "../../start/run-result";
import { commonPath } from "./table-path";

/** What landed of each table, and what is to be known beside; tables that differ first. */
export function snapshotTables(snapshot: SnapshotResult): Markup {
  const { identifier, tables } = snapshot;
  if (tables.length === 0)
    return markup`<p>Nothing was compared: the snapshot did not land.</p>${besides(snapshot)}`;
  const path = commonPath(tables.map((each) => each.path));
  return markup`
<p class="path">Landed at ${code(`s3://${path.pattern}`)}</p>
${dataTable({
  caption: `Tables of ${identifier}`,
  rows: [...tables.filter(({ matches }) => !matches), ...tables.filter(({ matches }) => matches)],
  columns: tableColumns(path.own, tables),
})}
${besides(snapshot)}`;
}

function tableColumns(own: (path: string) => string, tables: readonly TableResult[]): Column<TableResult>[] {
  const elsewhere = tables.some(({ table, path }) => own(path) !== "" && own(path) !== table);
  return [
    { heading: "Table", kind: "name", cell: ({ table }) => code(table) },
    { heading: "Result", cell: result },
    { heading: "Rows in snapshot", kind: "number", cell: ({ rowsInSnapshot }) => count(rowsInSnapshot) },
    { heading: "Rows landed", kind: "number", cell: ({ rowsLanded }) => count(rowsLanded) },
    { heading: "Checksum", kind: "word", cell: checksum },
    { heading: "Files", kind: "number", cell: ({ files }) => count(files) },
    { heading: "Bytes", kind: "number", cell: (table) => count(table.bytes) },
    ...(elsewhere
      ? [{ heading: "‹table›", kind: "name", cell: ({ path }: TableResult) => code(own(path)) } as const]
      : []),
  ];
}

function result({ matches, problems }: TableResult): Content {
  if (matches) return badge("good", "match");
  return [badge("bad", "differs"), problems.map((problem) => markup`<div class="problem">${problem}</div>`)];
}

function checksum({ matches, checksumInSnapshot, checksumLanded }: TableResult): Content {
  if (matches || checksumInSnapshot === checksumLanded) return code(checksumLanded);
  return [
    markup`<div>${code(checksumInSnapshot)} in snapshot</div>`,
    markup`<div>${code(checksumLanded)} landed</div>`,
  ];
}

function besides({ identifier, unexported, unexplained, undocumented }: SnapshotResult): Content {
  return [
    unexported.length === 0
      ? undefined
      : dataTable({
          caption: `Left out by RDS, of ${identifier}`,
          rows: unexported,
          columns: [
            { heading: "Name", kind: "name", cell: ({ name }) => code(name) },
            { heading: "Reason", kind: "wide", cell: ({ reason }) => reason },
          ],
        }),
    unexplained.length === 0
      ? undefined
      : dataTable({
          caption: `In the landing zone, but of no table of ${identifier}`,
          rows: unexplained,
          columns: [{ heading: "Key", kind: "name", cell: (key) => code(key) }],
        }),
    undocumented.length === 0
      ? undefined
      : dataTable({
          caption: `Columns of ${identifier} whose types AWS's documentation does not cover: they arrive as text`,
          rows: undocumented,
          columns: [
            { heading: "Table", kind: "name", cell: ({ table }) => code(table) },
            { heading: "Column", kind: "name", cell: ({ column }) => code(column) },
            { heading: "Type", kind: "name", cell: ({ type }) => code(type) },
          ],
        }),
  ];
}
