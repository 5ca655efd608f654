import * as z from "zod";

/** How an invocation ended. */
export type InvocationOutcome =
  | { readonly kind: "returned"; /** JSON. */ readonly payload: string }
  | { readonly kind: "threw"; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: "timedOut"; readonly seconds: number }
  | { readonly kind: "crashed"; readonly how: string };

/** What happens to a batch of messages. */
export type BatchOutcome =
  | { readonly kind: "done" }
  | { readonly kind: "partlyDone"; readonly failed: ReadonlySet<string> }
  | { readonly kind: "retried"; readonly why: string };

const response = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
});

/**
 * Lambda's rules for the answer of a function that a queue invoked (services-sqs-errorhandling). Only with
 * ReportBatchItemFailures is the answer looked at: an empty or null answer or list means that all went well;
 * an answer that is no such list, or that names no message or an unknown one, has the whole batch retried.
 */
export function decideBatch(
  outcome: InvocationOutcome,
  messageIds: readonly string[],
  reportsItemFailures: boolean,
): BatchOutcome {
  switch (outcome.kind) {
    case "threw":
      return { kind: "retried", why: `${outcome.errorType}: ${outcome.errorMessage}` };
    case "timedOut":
      return { kind: "retried", why: `Task timed out after ${outcome.seconds.toFixed(2)} seconds` };
    case "crashed":
      return { kind: "retried", why: `the function's process ended by itself (${outcome.how})` };
    case "returned":
      return reportsItemFailures ? decideReport(outcome.payload, messageIds) : { kind: "done" };
  }
}

function decideReport(payload: string, messageIds: readonly string[]): BatchOutcome {
  const answer: unknown = JSON.parse(payload);
  if (answer === null || answer === "") return { kind: "done" };
  const result = response.safeParse(answer);
  if (!result.success) return { kind: "retried", why: `the answer ${payload} is no list of failed messages` };
  const failed = new Set((result.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier));
  if (failed.size === 0) return { kind: "done" };
  const unknown = [...failed].filter((id) => !messageIds.includes(id));
  if (unknown.length > 0)
    return { kind: "retried", why: `the answer names ${unknown.join(", ")}, not a message of this batch` };
  return { kind: "partlyDone", failed };
}
