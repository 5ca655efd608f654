import type { ExportDependencies } from "../dependencies";
import { exportOrFailure } from "../handle-snapshot";
import type { DueSnapshot } from "../reconcile-message";
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

/** Snapshots that a message carries: more would be out of date before their turn comes. */
const MAX_CARRIED = 25;

/**
 * What the message carries for the looks in between, so that not every slot that becomes free costs a look at all snapshots
 * and tasks. What has failed before is left to a look around, which counts its exports; what is younger waits behind it.
 */
export function carried(waiting: readonly Judged[]): readonly DueSnapshot[] {
  const carriable: DueSnapshot[] = [];
  for (const { snapshot, state } of waiting) {
    const { arn, createTime } = snapshot;
    if (state.kind !== "export" || createTime === undefined || carriable.length === MAX_CARRIED) break;
    carriable.push({ arn, createTime });
  }
  return carriable;
}
