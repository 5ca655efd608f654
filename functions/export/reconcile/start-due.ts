import { AwsCallError } from "../../shared/aws-failure";
import { deletedButExported } from "../deleted-snapshots";
import type { ExportDependencies } from "../dependencies";
import { bodyOf, type Asked } from "../export-snapshot";
import { exportOrFailure } from "../handle-snapshot";
import type { DueSnapshot } from "../reconcile-message";
import { deletedSnapshot, isSameSnapshot } from "../snapshot";
import { SNAPSHOT_NOT_FOUND } from "../start-failure";
import { inTurn, type Started, type Tried } from "./in-turn";
import { AS_ACTOR, type Look } from "./tell-of";

/**
 * Starts what an earlier look found due, without looking around again: only these snapshots are asked about. One that
 * its own message has begun to export meanwhile is passed over.
 */
export async function startDue(look: Look, dependencies: ExportDependencies): Promise<Started<DueSnapshot>> {
  return await inTurn(look.message.due, look, async (due) => {
    try {
      const snapshot = await dependencies.rds.findSnapshot(due.arn);
      return snapshot !== undefined && isSameSnapshot(snapshot, due.arn, due.createTime)
        ? { snapshot, outcome: await exportOrFailure(snapshot, unlessBegun(due, look), dependencies) }
        : await goneWhileDue(due, look.now, dependencies);
    } catch (error) {
      if (error instanceof AwsCallError && error.kind === "healable") return "no-answer";
      throw error;
    }
  });
}

/** The snapshot's own message may have begun meanwhile, and has told the copier then. */
function unlessBegun({ isTried }: DueSnapshot, { isRepeated }: Look): Asked {
  return {
    part: { kind: "safety-net", stepsIn: true, mayHaveStarted: isRepeated || isTried === true },
    isRequested: false,
    queueing: { kind: "fresh" },
  };
}

/** A snapshot that was deleted while it waited for a slot is told of, unless it has been exported. */
async function goneWhileDue(
  { arn, createTime }: DueSnapshot,
  now: Date,
  dependencies: ExportDependencies,
): Promise<Tried | undefined> {
  const snapshot = deletedSnapshot(arn, createTime, "");
  // Of an automated one its own message tells.
  if (snapshot.name.startsWith("rds:")) return undefined;
  const meant = { snapshotArn: arn, createTime, instance: undefined };
  if ((await deletedButExported(meant, now, dependencies)) !== undefined) return undefined;
  const reason = `The snapshot of ${createTime.toISOString()} waited for a slot, and RDS does not list it any more`;
  const subject = { snapshot: arn, exportTask: null };
  const body = bodyOf(snapshot, AS_ACTOR);
  return { snapshot, outcome: { kind: "reject", subject, reason, body, ...SNAPSHOT_NOT_FOUND } };
}
