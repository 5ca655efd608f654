import { QUEUE_MAX_RECEIVES } from "../../functions/shared/limits";
import type { Fault, Plan } from "../plan/plan";
import type { History } from "../world/history";
import { HEALS, MOVED_BY_SQS, type Hindrance } from "./hindrance";

/** A message that can be neither sent back nor put aside comes back by itself, and uses up a receive. */
export function usesReceives({
  operation,
  times,
}: Extract<Fault, { readonly kind: "call" }>): readonly Hindrance[] {
  return operation === "sqs:SendMessage" && times >= QUEUE_MAX_RECEIVES
    ? [movedBySqs("SQS takes no messages for several calls")]
    : HEALS;
}

/** Kills, timeouts and throttling use up receives; SQS moves a message after four, and reconciliation carries it. */
export function usedReceives(plan: Plan, history: History): readonly Hindrance[] {
  const throttled = history.injected.filter(({ fault }) => fault.kind === "function-throttled");
  const unanswered = plan.faults.reduce(
    (sum, { kind }) => sum + (kind === "call" ? 1 : kind === "call-rate" ? QUEUE_MAX_RECEIVES : 0),
    0,
  );
  const { killed, timedOut } = history.invocations;
  const used = killed + timedOut + throttled.reduce((sum, { times }) => sum + times, 0);
  return used > 0 && used + unanswered >= QUEUE_MAX_RECEIVES
    ? [movedBySqs(`${used} receives are used up by kills, timeouts and throttling`)]
    : HEALS;
}

const movedBySqs = (what: string): Hindrance => ({
  what,
  snapshots: "any",
  codes: [MOVED_BY_SQS],
  outcome: "lands-by-reconciliation",
});
