import { dataTable } from "../page/data-table";
import { markup, type Content, type Markup } from "../page/markup";
import { badge, code, facts, fold, section } from "../page/parts";
import { visibleName } from "../page/visible-text";
import { bytes, count } from "../page/words";
import type { RunResult, SnapshotResult } from "../../start/run-result";
import { snapshotTables } from "./snapshot-tables";
import { timeline } from "./timeline";

/** With more snapshots than this, those that landed complete are folded. */
const OPEN = 2;

/** Every snapshot with its timeline and its tables; several have an overview before them. */
export function snapshotsSection({ snapshots }: RunResult): Markup {
  if (snapshots.length === 0) return section("snapshots", "Snapshots", markup`<p>None was taken.</p>`);
  const numbered = snapshots.map((snapshot, index) => ({ snapshot, id: `snapshot-${index + 1}` }));
  return section("snapshots", snapshots.length === 1 ? "Snapshot" : "Snapshots", [
    snapshots.length > 1 ? overview(numbered) : undefined,
    numbered.map(({ snapshot, id }) => one(snapshot, id, snapshots.length <= OPEN || !complete(snapshot))),
  ]);
}

function complete({ workflowRuns, tables }: SnapshotResult): boolean {
  return workflowRuns.length > 0 && tables.length > 0 && tables.every(({ matches }) => matches);
}

function overview(rows: readonly { readonly snapshot: SnapshotResult; readonly id: string }[]): Markup {
  return dataTable({
    caption: "Snapshots of the run",
    rows,
    columns: [
      {
        heading: "Snapshot",
        kind: "name",
        cell: ({ snapshot, id }) => markup`<a href="#${id}">${visibleName(snapshot.identifier)}</a>`,
      },
      { heading: "Result", cell: ({ snapshot }) => outcome(snapshot) },
      { heading: "Export", cell: ({ snapshot }) => exportStatus(snapshot) },
      { heading: "Rows landed", kind: "number", cell: ({ snapshot }) => count(sum(snapshot, "rowsLanded")) },
      { heading: "Landed", kind: "number", cell: ({ snapshot }) => bytes(sum(snapshot, "bytes")) },
      {
        heading: "Workflow runs",
        kind: "number",
        cell: ({ snapshot }) => count(snapshot.workflowRuns.length),
      },
    ],
  });
}

function outcome(snapshot: SnapshotResult): Markup {
  const { tables } = snapshot;
  if (tables.length === 0) return badge("bad", "did not land");
  const matching = tables.filter(({ matches }) => matches).length;
  return badge(
    complete(snapshot) ? "good" : "bad",
    `${count(matching)} of ${count(tables.length)} tables match`,
  );
}

function exportStatus({ exports }: SnapshotResult): string {
  return exports.length === 0 ? "not started" : exports.map(({ status }) => status).join(", ");
}

function sum({ tables }: SnapshotResult, field: "rowsLanded" | "bytes"): number {
  return tables.reduce((total, table) => total + table[field], 0);
}

function one(snapshot: SnapshotResult, id: string, open: boolean): Markup {
  const { identifier, instance, arn, exports, manifest, workflowRuns } = snapshot;
  const content: Content = [
    facts([
      ["Instance", code(instance)],
      ["ARN", code(arn)],
      ...exports.map(
        (task) =>
          [
            "Export task",
            [
              code(task.identifier),
              ` ${task.status}`,
              task.failureCause === undefined ? "" : `: ${task.failureCause}`,
            ],
          ] as const,
      ),
      ...(manifest === null ? [] : [["Manifest", manifestWords(manifest)] as const]),
      ...workflowRuns.map(
        ({ runId, properties }) => ["Workflow run", [code(runId), propertyList(properties)]] as const,
      ),
    ]),
    markup`<h4>Timeline</h4>${timeline(snapshot)}`,
    markup`<h4>Tables</h4>${snapshotTables(snapshot)}`,
  ];
  return markup`
<article class="snapshot" aria-labelledby="${id}">
<h3 id="${id}">${code(identifier)} ${outcome(snapshot)}</h3>
${open ? content : fold("Timeline and tables", content)}
</article>`;
}

/** What the copier says has landed, and whether that is so. */
function manifestWords({ path, files, problems }: NonNullable<SnapshotResult["manifest"]>): Content {
  const judged =
    problems.length === 0 ? "as they landed" : `which is not what landed: ${problems.join("; ")}`;
  return [code(`s3://${path}`), `: ${count(files)} ${files === 1 ? "file" : "files"}, ${judged}`];
}

function propertyList(properties: Readonly<Record<string, string>>): Content {
  return Object.entries(properties).map(([name, value]) => [", ", code(`${name}=${value}`)]);
}
