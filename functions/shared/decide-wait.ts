import { SQS_MAX_DELAY_SECONDS } from "./limits";
import type { RetryState, Waiting } from "./retry-state";
import { LONGEST_WAIT_SECONDS, WAIT_POLICIES, type WaitCause, type WaitPolicy } from "./wait-policies";

export type WaitDecision =
  /** Send the message back with this delay, 1 to 900 s, and this state. */
  | {
      readonly kind: "again";
      readonly delaySeconds: number;
      readonly state: Required<RetryState>;
    }
  /** Patience has ended. */
  | { readonly kind: "exhausted"; readonly attempts: number; readonly bound: string };

/**
 * Decides whether a message waits once more, and for how long. A new cause starts its own patience; none reaches
 * past {@link LONGEST_WAIT_SECONDS} after the message was first seen. The last look comes when patience ends.
 *
 * @param progressed whether something was got done since the last wait: then patience starts anew, too
 * @param draw 0 to below 1: the lot that spreads delays, see {@link WaitPolicy.spread}
 */
export function decideWait(
  state: RetryState,
  cause: WaitCause,
  now: Date,
  progressed = false,
  draw = 0,
): WaitDecision {
  const policy: WaitPolicy = WAIT_POLICIES[cause];
  const kept =
    state.waiting && policy.keeps?.includes(state.waiting.cause) === true ? state.waiting : undefined;
  const before = goesOn(state, cause, policy) && !progressed ? state.waiting : undefined;
  const attempt = (before?.attempt ?? 0) + 1;
  const end = addSeconds(state.firstSeen, LONGEST_WAIT_SECONDS);
  const deadline = earlier(before?.deadline ?? addSeconds(now, policy.patienceSeconds), end);

  if (now >= deadline)
    return {
      kind: "exhausted",
      attempts: attempt - 1,
      bound:
        deadline.getTime() === end.getTime()
          ? `first seen at ${state.firstSeen.toISOString()}, the longest wait is over`
          : `patience ended at ${deadline.toISOString()}`,
    };
  if (policy.maxAttempts !== undefined && attempt > policy.maxAttempts)
    return { kind: "exhausted", attempts: attempt - 1, bound: `${policy.maxAttempts} attempts are allowed` };

  if (kept !== undefined)
    return paused(
      state.firstSeen,
      kept,
      Math.min(policy.firstDelaySeconds, secondsUntil(deadline, now)),
      end,
    );
  const longest = Math.min(policy.maxDelaySeconds, policy.firstDelaySeconds * policy.factor ** (attempt - 1));
  const wished = longest * (1 - (policy.spread ?? 0) * draw);
  const left = secondsUntil(deadline, now);
  const delaySeconds = Math.max(1, Math.min(Math.round(wished), left, SQS_MAX_DELAY_SECONDS));
  return {
    kind: "again",
    delaySeconds,
    state: { firstSeen: state.firstSeen, waiting: { cause, attempt, deadline } },
  };
}

function goesOn({ waiting }: RetryState, cause: WaitCause, { follows }: WaitPolicy): boolean {
  return waiting !== undefined && (waiting.cause === cause || follows?.includes(waiting.cause) === true);
}

/** What a message waits for besides does not count as time that it has had: its patience is put off by as much. */
function paused(firstSeen: Date, waiting: Waiting, delaySeconds: number, end: Date): WaitDecision {
  const deadline = earlier(addSeconds(waiting.deadline, delaySeconds), end);
  return { kind: "again", delaySeconds, state: { firstSeen, waiting: { ...waiting, deadline } } };
}

function addSeconds(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000);
}

function secondsUntil(time: Date, now: Date): number {
  return Math.ceil((time.getTime() - now.getTime()) / 1000);
}

function earlier(one: Date, other: Date): Date {
  return one <= other ? one : other;
}
