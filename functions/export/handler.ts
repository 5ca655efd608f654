import type { MessageHandler } from "../shared/batch";
import { failureOutcome } from "../shared/failure-outcome";
import { RDS_MAX_CONCURRENT_EXPORTS } from "../shared/limits";
import { NO_SUBJECT, type Outcome } from "../shared/outcome";
import type { RetryState, Waiting } from "../shared/retry-state";
import { waitForQuota, type ExportWait } from "./decide";
import { deletedButExported, deletedOfEvent } from "./deleted-snapshots";
import type { ExportDependencies } from "./dependencies";
import { parseExportMessage, type BackupEvent, type SnapshotRequest } from "./event";
import type { Asked } from "./export-snapshot";
import { handleSnapshot } from "./handle-snapshot";
import { matchSnapshots } from "./match-snapshots";
import { reconcile } from "./reconcile/reconcile";
import { partOf } from "./safety-net";
import { SNAPSHOT_NOT_FOUND } from "./start-failure";
import { queueingOf, SLOT_WAITS } from "./slot-turn";
import { isSameInstant, settledCreateTime, type Snapshot } from "./snapshot";

/**
 * Handles one message of the export queue: an event becomes snapshots, and each snapshot is handled by itself, so that
 * the wait or failure of one neither holds nor repeats another.
 */
export function exportHandler(dependencies: ExportDependencies): MessageHandler {
  return async (incoming, invocation) => {
    const message = parseExportMessage(incoming.body);
    const now = dependencies.clock.now();
    const { waiting } = incoming.state;
    switch (message.kind) {
      case "backup-event": {
        const part = partOf(message.phase === "started", incoming, now);
        const asked = { part, isRequested: false, queueing: { kind: "fresh" } } as const;
        return await handleEvent(message, waiting, asked, dependencies);
      }
      case "snapshot-request": {
        const { isSafetyNet, isRequested } = message;
        const queueing = queueingOf(waiting, message);
        const asked = { part: partOf(isSafetyNet, incoming, now), isRequested, queueing };
        return [await handleRequest(message, incoming.state, asked, dependencies)];
      }
      case "reconcile":
        return await reconcile(message, incoming, invocation, dependencies);
      case "not-ours":
        return [{ kind: "ignore", subject: NO_SUBJECT, reason: message.reason }];
      case "unreadable":
        return [
          {
            kind: "reject",
            subject: NO_SUBJECT,
            code: "UNREADABLE_MESSAGE",
            reason: message.reason,
            remedy:
              "See who sends to the export queue. If a snapshot was meant, send the queue " +
              '{"SnapshotArn":"<its ARN>"}; then delete this letter.',
          },
        ];
    }
  };
}

async function handleEvent(
  event: BackupEvent,
  waiting: Waiting | undefined,
  asked: Asked,
  dependencies: ExportDependencies,
): Promise<readonly Outcome[]> {
  const now = dependencies.clock.now();
  const listed = await dependencies.rds.snapshotsOf(event.instance);
  const match = matchSnapshots(event, listed, now);
  const isLastLook = waiting?.cause === "snapshot-not-found" && now >= waiting.deadline;
  const found =
    match.kind === "not-yet" && isLastLook ? await deletedOfEvent(event, listed, dependencies) : match;
  if (found.kind === "not-yet")
    return [{ kind: "wait", subject: NO_SUBJECT, cause: "snapshot-not-found", reason: found.reason }];
  return await Promise.all(found.snapshots.map((snapshot) => handleSnapshot(snapshot, asked, dependencies)));
}

async function handleRequest(
  request: SnapshotRequest,
  { waiting, firstSeen }: RetryState,
  asked: Asked,
  dependencies: ExportDependencies,
): Promise<Outcome> {
  const subject = { snapshot: request.snapshotArn, exportTask: null };
  try {
    const stillQueued = await stillWithoutSlot(waiting, asked, dependencies);
    if (stillQueued !== undefined) return { ...stillQueued, subject };
    const listed = await dependencies.rds.findSnapshot(request.snapshotArn);
    const successor = listed && createdAnew(request, listed);
    const snapshot =
      listed !== undefined && successor === undefined
        ? listed
        : await deletedButExported(request, firstSeen, dependencies);
    if (snapshot !== undefined) return await handleSnapshot(snapshot, asked, dependencies);
    return { ...(successor === undefined ? NOT_FOUND : replaced(request, successor)), subject };
  } catch (error) {
    return failureOutcome(error, subject);
  }
}

/**
 * Hundreds of messages may wait for a slot: while all are taken each of them makes one call. What else may have become of its
 * snapshot is looked at when a slot is free, or when its patience has ended.
 */
async function stillWithoutSlot(
  waiting: Waiting | undefined,
  { part }: Asked,
  { rds, clock }: ExportDependencies,
): Promise<({ readonly kind: "wait" } & ExportWait) | undefined> {
  if (waiting === undefined || !SLOT_WAITS.has(waiting.cause)) return undefined;
  if (clock.now() >= waiting.deadline) return undefined;
  const running = await rds.runningTasks();
  return running.length < RDS_MAX_CONCURRENT_EXPORTS ? undefined : waitForQuota(running, part);
}

/** When the snapshot was created that has the ARN now, if it is not the one that was meant. */
function createdAnew({ createTime: meant }: SnapshotRequest, listed: Snapshot): Date | undefined {
  const createTime = settledCreateTime(listed);
  return meant && createTime && !isSameInstant(meant, createTime) ? createTime : undefined;
}

const NOT_FOUND = {
  kind: "wait",
  cause: "settling",
  reason: "RDS knows no snapshot of this ARN",
  ...SNAPSHOT_NOT_FOUND,
} as const;

function replaced(
  { createTime }: SnapshotRequest,
  successor: Date,
): Omit<Extract<Outcome, { kind: "reject" }>, "subject"> {
  return {
    kind: "reject",
    code: "SNAPSHOT_REPLACED",
    reason:
      `The snapshot created at ${createTime?.toISOString() ?? "an unknown time"} is gone: ` +
      `the one that has its ARN now was created at ${successor.toISOString()}`,
    remedy:
      "The data of the earlier snapshot cannot be landed any more; the later one is exported by its own event. " +
      "Delete this letter.",
  };
}
