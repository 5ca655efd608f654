import type { ExportTask } from "../shared/export-task";

/** What is known when RDS says that an export of a snapshot has ended. */
export interface FinishFacts {
  readonly snapshotArn: string;
  /** The bucket that our exports go to. */
  readonly exportBucket: string;
  /** Every export task of the snapshot's ARN. */
  readonly tasks: readonly ExportTask[];
  /** Export tasks of these that have a manifest: they have landed. */
  readonly landed: ReadonlySet<string>;
  /** Export tasks of these that have a rejection record: somebody has been told. */
  readonly told: ReadonlySet<string>;
}

export type FinishDecision =
  /** Each is handled as if its own message had come. */
  | { readonly kind: "handle"; readonly tasks: readonly ExportTask[] }
  /** Nothing to do for this event. One sentence without a full stop. */
  | { readonly kind: "none"; readonly reason: string };

/**
 * Decides which export tasks an event is about, for it names only the snapshot. Every ended task counts, whatever the event
 * says: another one's event may have been lost. Of several COMPLETE exports of one snapshot just one may land, or its rows
 * would stand twice: the one that has landed, else the one that was started first. One that a letter tells of gives way to one
 * that none tells of: somebody has made it anew, as the letter says.
 */
export function decideFinish(facts: FinishFacts): FinishDecision {
  const ours = facts.tasks.filter((task) => isOurs(task, facts.exportBucket));
  if (ours.length === 0)
    return {
      kind: "none",
      reason: `None of the ${facts.tasks.length} export tasks of ${facts.snapshotArn} exports all of it into ${facts.exportBucket}`,
    };
  const tasks = [...chosenOfComplete(ours, facts), ...ours.filter(isEndedInVain)].filter(
    ({ id }) => !facts.told.has(id),
  );
  if (tasks.length > 0) return { kind: "handle", tasks };
  const states = ours.map(({ id, status }) => `${id} ${status}${facts.told.has(id) ? " (told before)" : ""}`);
  return {
    kind: "none",
    reason: `No export task of ${facts.snapshotArn} has ended that is not told of: ${states.join(", ")}; one that still runs has a message that waits for it`,
  };
}

/** The export function's tasks export everything to the top of the bucket; those of others are theirs. */
function isOurs({ bucket, prefix, exportOnly }: ExportTask, exportBucket: string): boolean {
  return bucket === exportBucket && prefix === "" && exportOnly.length === 0;
}

function isEndedInVain({ status }: ExportTask): boolean {
  return status === "FAILED" || status === "CANCELED";
}

/** A snapshot that is deleted and made again under its name has the ARN of the first, but a time of its own. */
function chosenOfComplete(ours: readonly ExportTask[], { landed, told }: FinishFacts): ExportTask[] {
  const complete = ours.filter(({ status }) => status === "COMPLETE");
  const snapshots = new Set(complete.map(timeOf));
  return [...snapshots].flatMap((time) => {
    const ofOne = complete.filter((task) => timeOf(task) === time).sort(byStart);
    return ofOne.find(({ id }) => landed.has(id)) ?? ofOne.find(({ id }) => !told.has(id)) ?? [];
  });
}

function timeOf({ snapshotTime }: ExportTask): number | undefined {
  return snapshotTime?.getTime();
}

function byStart(one: ExportTask, other: ExportTask): number {
  const start = ({ startTime }: ExportTask): number => startTime?.getTime() ?? Number.MAX_VALUE;
  return start(one) - start(other) || (one.id < other.id ? -1 : 1);
}
