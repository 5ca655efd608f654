import { AwsCallError } from "./aws-failure";
import type { Outcome, Subject } from "./outcome";
import { remedyFor } from "./remedies";

/**
 * What becomes of work that failed: what may heal is tried again, what will not is rejected with its remedy, and
 * what nobody foresaw is tried for a short while.
 *
 * @param body what to send back or to redrive, when it is not the message's own body
 */
export function failureOutcome(error: unknown, subject: Subject, body?: string): Outcome {
  const base = { subject, ...(body !== undefined && { body }) };
  if (!(error instanceof AwsCallError)) {
    const unexpected = error instanceof Error ? error : new Error(String(error));
    return {
      ...base,
      kind: "wait",
      cause: "unexpected-error",
      reason: `${unexpected.name}: ${unexpected.message}`,
      error: unexpected,
    };
  }
  if (error.kind === "healable")
    return { ...base, kind: "wait", cause: "healable-failure", reason: error.message };
  return {
    ...base,
    kind: "reject",
    code: screamingSnake(error.code),
    reason: error.message,
    remedy: remedyFor(error),
  };
}

/** `IamRoleNotFound` as `IAM_ROLE_NOT_FOUND`: AWS's codes in the form of ours. */
export function screamingSnake(code: string): string {
  return code
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .toUpperCase();
}
