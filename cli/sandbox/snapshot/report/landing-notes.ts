import type { ReadingsComparison } from "../compare/compare-readings";
import type { Readings } from "../compare/readings";
import type { FollowedTask, TakenSnapshot } from "../decide/facts";
import type { ExportPlan } from "../landing/export-plan";
import type { SeenLanding } from "../landing/landed-source";
import { otherFiles, type ZoneView } from "../landing/zone-view";
import { durationWords } from "./duration-words";

/** What is worth knowing about a landing, beside what is wrong with it. */
export function landingNotes(
  ending: {
    readonly snapshot: TakenSnapshot;
    readonly task: FollowedTask | undefined;
    readonly readings: Readings;
  },
  found: ReadingsComparison,
  { plan, view }: Pick<SeenLanding, "plan" | "view">,
  databaseFolder: string,
): string[] {
  const warning = ending.task?.warningMessage;
  return [
    ...changeNotes(found),
    ...sinceNotes(ending, found),
    ...otherDatabaseNotes(plan, databaseFolder),
    ...otherExportNotes(plan, view),
    ...(warning === undefined || warning === "" ? [] : [`RDS warns of the export: ${warning}`]),
  ];
}

function changeNotes({ changes, comparison }: ReadingsComparison): string[] {
  const matching = changes.rows.filter((name) =>
    comparison.tables.some(({ table, matches }) => table === name && matches),
  );
  return [
    ...(matching.length === 0
      ? []
      : [
          `Changed while the snapshot was taken, and landed as before or as after: ${matching.join(", ")}. The rows shown are those that landed.`,
        ]),
    ...(changes.structure.length === 0
      ? []
      : [`Created, altered or dropped while the snapshot was taken: ${changes.structure.join(", ")}.`]),
  ];
}

/** Rows that were written since the snapshot are no fault of the pipeline, though they look like one. */
function sinceNotes(
  { snapshot, task, readings }: Parameters<typeof landingNotes>[0],
  { comparison }: ReadingsComparison,
): string[] {
  const taken = snapshot.createTime ?? task?.snapshotTime;
  if (readings.kind !== "since" || taken === undefined || comparison.matches) return [];
  const late = durationWords(readings.now.at.getTime() - taken.getTime());
  return [
    `The database was read ${late} after the snapshot: a table that was written to since then differs for that reason alone.`,
  ];
}

/** RDS exports every database of an instance; the sandbox's is the one that is read. */
function otherDatabaseNotes({ copies }: ExportPlan, databaseFolder: string): string[] {
  const others = copies.filter(({ landingKey }) => !landingKey.startsWith(databaseFolder));
  return others.length === 0
    ? []
    : [`${others.length} files of other databases of the instance landed, too; they were not compared.`];
}

/** Each export has files of its own, which replace none: the day's folders hold the rows of all of them. */
function otherExportNotes({ copies }: ExportPlan, view: ZoneView): string[] {
  const others = view.kind === "listed" ? otherFiles(copies, view.objects) : 0;
  return others === 0
    ? []
    : [
        `${others} files of other exports lie in the same day's folders, so that whoever reads the day reads their rows, too.`,
      ];
}
