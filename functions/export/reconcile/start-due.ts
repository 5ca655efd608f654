import { AwsCallError } from "../../shared/aws-failure";
import type { ExportDependencies } from "../dependencies";
import type { Asked } from "../export-snapshot";
import { exportOrFailure } from "../handle-snapshot";
import type { DueSnapshot } from "../reconcile-message";
import { belongs, DELETED, isSameSnapshot, type Snapshot } from "../snapshot";
import { SNAPSHOT_NOT_FOUND } from "../start-failure";
import { inTurn, type Started, type Tried } from "./in-turn";
import type { Look } from "./tell-of";

/**
 * Starts what an earlier look found due, without looking around again: only these snapshots are asked about. One that
 * its own message has begun to export meanwhile is passed over.
 */
export async function startDue(look: Look, dependencies: ExportDependencies): Promise<Started<DueSnapshot>> {
  return await inTurn(look.message.due, look, async (due) => {
    try {
      const snapshot = await dependencies.rds.findSnapshot(due.arn);
      return snapshot !== undefined && isSameSnapshot(snapshot, due.arn, due.createTime)
        ? { snapshot, outcome: await exportOrFailure(snapshot, unlessBegun(look), dependencies) }
        : await goneWhileDue(due, dependencies);
    } catch (error) {
      if (error instanceof AwsCallError && error.kind === "healable") return "no-answer";
      throw error;
    }
  });
}

/** The snapshot's own message may have begun meanwhile, and has told the copier then. */
function unlessBegun({ isRepeated }: Look): Asked {
  return {
    part: { kind: "safety-net", stepsIn: true, mayHaveStarted: isRepeated },
    isRequested: false,
    queueing: { kind: "fresh" },
  };
}

/** A snapshot that was deleted while it waited for a slot is told of, unless it has been exported. */
async function goneWhileDue(
  { arn, createTime }: DueSnapshot,
  { rds, bucket }: ExportDependencies,
): Promise<Tried | undefined> {
  const name = arn.split(":").slice(6).join(":");
  // Of an automated one its own message tells.
  if (name.startsWith("rds:")) return undefined;
  const rest = { instance: "", status: DELETED, isCopy: false, tags: new Map<string, string>() };
  const snapshot: Snapshot = { arn, name, createTime, ...rest };
  const tasks = await rds.exportTasksOf(arn);
  if (tasks.some((task) => belongs(task, snapshot, bucket) === "same")) return undefined;
  const reason = `The snapshot of ${createTime.toISOString()} waited for a slot, and RDS does not list it any more`;
  const subject = { snapshot: arn, exportTask: null };
  return { snapshot, outcome: { kind: "reject", subject, reason, ...SNAPSHOT_NOT_FOUND } };
}
