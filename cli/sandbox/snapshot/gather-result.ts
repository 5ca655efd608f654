import { deadLetterResult } from "../../../local/start/dead-letter-result";
import { landingResult } from "../../../local/start/landing-result";
import type { Note } from "../../shared/progress/progress";
import { compareReadings } from "./compare/compare-readings";
import type { Readings } from "./compare/readings";
import type { FollowedTask, FoundLetter, TakenSnapshot } from "./decide/facts";
import { chooseSource, landedFiles, landingProblems, type SeenLanding } from "./landing/landed-source";
import { judgeSnapshot, letterProblems } from "./report/judge-snapshot";
import { landingNotes } from "./report/landing-notes";
import type { SnapshotCommandResult } from "./report/snapshot-command-result";
import { sourceWords } from "./report/source-words";
import type { Sandbox } from "./sandbox";

/** What is known of a snapshot when its way has ended. */
export interface Ending {
  readonly snapshot: TakenSnapshot;
  readonly task: FollowedTask | undefined;
  readonly readings: Readings;
  readonly letters: readonly FoundLetter[];
}

type Found = Omit<SnapshotCommandResult, "seconds">;

/** The result of a snapshot that did not land. */
export function failedResult(ending: Ending, reason: string): Found {
  return {
    ...resultOf(ending, [reason, ...letterProblems(ending.letters)]),
    notes: [],
    changedTables: [],
    readFrom: null,
    ...{ tables: [], unexplained: [], unexported: [], undocumented: [] },
  };
}

/** Compares what landed, and judges it. @throws AwsCallError when it cannot be read */
export async function landedResult(
  ending: Ending,
  seen: SeenLanding,
  { outputs, landing: { zone, exports } }: Pick<Sandbox, "outputs" | "landing">,
  { note, pause }: { readonly note: Note; readonly pause: () => Promise<void> },
): Promise<Found> {
  const patience = { pause, onFailure: note };
  const source = await chooseSource(seen, zone, patience);
  const database = outputs.database_name;
  const { comparison, changes } = await compareReadings(ending.readings, {
    landed: landedFiles(source, seen, { zone, exports }, patience),
    zone: { serviceArea: outputs.service_area, database, importDate: seen.plan.importDate },
    onTable: ({ table }) => {
      note(table);
    },
  });
  const problems = judgeSnapshot(comparison, landingProblems(source, seen), ending.letters);
  return {
    ...resultOf(ending, problems),
    notes: landingNotes(ending, { comparison, changes }, seen, `${outputs.service_area}/${database}/`),
    changedTables: [...changes.rows, ...changes.structure],
    readFrom: { kind: source.kind, words: sourceWords(source, zone.name, exports.name) },
    ...landingResult(comparison, zone.name),
  };
}

function resultOf(
  { snapshot, task, readings, letters }: Ending,
  problems: readonly string[],
): Pick<
  Found,
  | "kind"
  | "version"
  | "ok"
  | "problems"
  | "instance"
  | "identifier"
  | "arn"
  | "exports"
  | "databaseReadAt"
  | "deadLetters"
> {
  return {
    kind: "db-snapshot-to-s3/sandbox-snapshot",
    version: 1,
    ok: problems.length === 0,
    problems,
    instance: snapshot.instance,
    identifier: snapshot.identifier,
    arn: snapshot.arn,
    exports: task === undefined ? [] : [exportResult(task)],
    databaseReadAt: readTimes(readings),
    deadLetters: letters.map(deadLetterResult),
  };
}

function exportResult({
  id,
  status,
  failureCause,
  warningMessage,
}: FollowedTask): SnapshotCommandResult["exports"][number] {
  return {
    identifier: id,
    status,
    ...(failureCause === undefined ? {} : { failureCause }),
    ...(warningMessage === undefined ? {} : { warningMessage }),
  };
}

function readTimes(readings: Readings): string[] {
  const all =
    readings.kind === "since"
      ? [readings.now]
      : [readings.before, ...(readings.after === readings.before ? [] : [readings.after])];
  return all.map(({ at }) => at.toISOString());
}
