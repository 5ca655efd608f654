import { QUEUE_MAX_MESSAGE_BYTES } from "../../shared/limits";
import type { ExportDependencies } from "../dependencies";
import { exportOrFailure } from "../handle-snapshot";
import { dueBytes, reconcileBody, type DueSnapshot, type Reconciliation } from "../reconcile-message";
import type { Judged } from "./decide-reconciliation";
import { inTurn, type Started } from "./in-turn";
import { lastWordsOfDue } from "./last-words";
import { AS_ACTOR, type Look } from "./tell-of";

/**
 * Starts the exports that are due, oldest first, until the slots are taken. A snapshot that cannot be exported is passed
 * over: it takes no slot, and must not keep the others waiting.
 */
export async function startExports(
  judged: readonly Judged[],
  look: Look,
  dependencies: ExportDependencies,
): Promise<Started<Judged>> {
  const due = judged.filter(({ state }) => state.kind === "export" || state.kind === "export-again");
  const started = await inTurn(due, look, async ({ snapshot }) => ({
    snapshot,
    outcome: await exportOrFailure(snapshot, AS_ACTOR, dependencies),
  }));
  const { outcomes, left, obstacle } = started;
  return obstacle === undefined
    ? started
    : { ...started, outcomes: [...outcomes, ...lastWordsOfDue(left, obstacle, look)] };
}

/** Snapshots that a message carries, at most: more would be out of date before their turn comes. */
const MAX_CARRIED = 100;
/** Bytes that a message's attributes may have: more than its retry state needs. */
const ATTRIBUTES_BYTES = 512;

/**
 * The message for the looks in between, with as many of the waiting snapshots as it has room for beside its instances, so
 * that not every slot that becomes free costs a look at all snapshots and tasks. Exports that have begun, and of which the copier
 * knows nothing, come first. What has failed before is left to a look around, which counts its exports; what is younger waits
 * behind it.
 */
export function carrying(
  { left, tried, untold }: Pick<Started<Judged>, "left" | "tried" | "untold">,
  message: Reconciliation,
): Reconciliation {
  const due: DueSnapshot[] = [];
  const alone = Buffer.byteLength(reconcileBody({ ...message, due }));
  let room = QUEUE_MAX_MESSAGE_BYTES - ATTRIBUTES_BYTES - alone;
  for (const each of [...untold, ...left.filter((other) => !untold.has(other))]) {
    const { arn, createTime } = each.snapshot;
    const isCarried = each.state.kind === "export" || untold.has(each);
    if (!isCarried || createTime === undefined || due.length === MAX_CARRIED) break;
    const carried = { arn, createTime, ...(tried.has(each) && { isTried: true as const }) };
    room -= dueBytes(carried);
    if (room < 0) break;
    due.push(carried);
  }
  return { ...message, due };
}
