import { setTimeout as sleep } from "node:timers/promises";
import path from "node:path";
import type { ExportTask, Snapshot } from "../aws/rds/model";
import type { LocalAws } from "../aws/types";
import { readDeadLetter } from "../../functions/shared/dead-letter";
import type { LandingComparison } from "../verify/compare-landing";
import type { DeadMessage, QueueWatch } from "./queue-watch";
import type { LandedObjects, RunData } from "./run-data";
import type { LandingZone } from "./landing-zone";
import type { Teller } from "./teller";

/** What is watched while an account is kept up. */
export interface KeptWorld {
  readonly aws: Pick<LocalAws, "rds" | "glue" | "buckets">;
  readonly data: Pick<RunData, "compare">;
  readonly zone: LandingZone;
  readonly watch: Pick<QueueWatch, "deadMessages">;
  readonly teller: Pick<Teller, "note">;
}

/** Real milliseconds between two looks. */
const LOOK_MILLISECONDS = 300;

/**
 * Watches what happens after the run, until the signal: snapshots that somebody takes, their exports, what lands of
 * them and is compared, and new dead letters; each is told.
 *
 * @param known snapshots of the run itself, which have been told of
 */
export async function keepUp(
  world: KeptWorld,
  known: readonly Snapshot[],
  signal: AbortSignal,
): Promise<void> {
  const compared = new Set(world.aws.glue.runs.map(({ runId }) => runId));
  const letters = new Set((await world.watch.deadMessages()).map(({ messageId }) => messageId));
  tellStates(world, new Set(known.map(({ key }) => key)));
  while (!signal.aborted) {
    for (const run of world.aws.glue.runs.filter(({ runId }) => !compared.has(runId))) {
      compared.add(run.runId);
      await tellLanding(world, run.properties["export_task_id"] ?? "");
    }
    for (const dead of (await world.watch.deadMessages()).filter(
      ({ messageId }) => !letters.has(messageId),
    )) {
      letters.add(dead.messageId);
      world.teller.note(letterWords(dead));
    }
    await sleep(LOOK_MILLISECONDS, undefined, { signal }).catch(() => undefined);
  }
}

function tellStates({ aws, teller }: KeptWorld, known: ReadonlySet<string>): void {
  const told = new Map<string, string>();
  aws.rds.onSnapshot(({ key, identifier, instance, status }) => {
    if (known.has(key) || told.get(key) === status) return;
    told.set(key, status);
    teller.note(`snapshot ${identifier} of ${instance}: ${status}`);
  });
  aws.rds.onTask((task) => {
    const state = `${task.status} ${Math.floor(task.percentProgress / TOLD_PERCENT)}`;
    if (told.get(task.identifier) === state) return;
    told.set(task.identifier, state);
    teller.note(taskWords(task));
  });
}

/** Progress is told in steps of so many per cent. */
const TOLD_PERCENT = 25;

function taskWords({ identifier, status, percentProgress, failureCause }: ExportTask): string {
  const progress = status === "IN_PROGRESS" ? ` ${percentProgress} %` : "";
  return `export task ${identifier}: ${status}${progress}${failureCause === undefined ? "" : `: ${failureCause}`}`;
}

/** A comparison that cannot be made is told, and ends nothing. */
async function tellLanding(world: KeptWorld, exportTask: string): Promise<void> {
  const { aws, data, zone, teller } = world;
  const task = aws.rds.exportTasks.find(({ identifier }) => identifier === exportTask);
  const snapshot = aws.rds.snapshots.find(({ key }) => key === task?.snapshotKey);
  if (task === undefined || snapshot === undefined) {
    teller.note(`a workflow run was started for ${exportTask}, whose snapshot is gone: nothing to compare`);
    return;
  }
  try {
    const found = await data.compare(snapshot, { buckets: filesOf(task, aws.buckets) }, zone);
    teller.note(landingWords(snapshot, found));
  } catch (error) {
    teller.note(
      `${snapshot.identifier} landed, but could not be compared: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Other snapshots of the day share the partition: only files that bear a name of this export are looked at. */
function filesOf(task: ExportTask, buckets: LocalAws["buckets"]): LandedObjects["buckets"] {
  const prefix = `${task.prefix === "" ? "" : `${task.prefix}/`}${task.identifier}/`;
  const names = new Set(buckets.objects(task.bucket, prefix).map(({ key }) => path.posix.basename(key)));
  return {
    filePath: (bucket, key) => buckets.filePath(bucket, key),
    objects: (bucket, wanted) =>
      buckets.objects(bucket, wanted).filter(({ key }) => names.has(path.posix.basename(key))),
  };
}

function landingWords({ identifier }: Snapshot, { tables, matches, unexplained }: LandingComparison): string {
  const same = tables.filter((table) => table.matches).length;
  const rows = tables.reduce((sum, { landedRows }) => sum + landedRows, 0);
  const differing = tables.filter((table) => !table.matches).map(({ table }) => table);
  const words = `snapshot ${identifier} landed: ${same} of ${tables.length} tables match, ${rows.toLocaleString("en-GB")} rows`;
  if (matches) return words;
  return `${words}; NOT as it should be: ${[...differing, ...unexplained].join(", ")}`;
}

function letterWords({ queue, body }: DeadMessage): string {
  const letter = readDeadLetter(body);
  if (letter === undefined) return `in dead-letter queue ${queue}, moved there by SQS: ${body.slice(0, 200)}`;
  return `in dead-letter queue ${queue}: ${letter.code}: ${letter.reason}; what to do: ${letter.remedy}`;
}
