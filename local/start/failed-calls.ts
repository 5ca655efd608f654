import { LANDINGS_PREFIX } from "../../functions/shared/landing-records";
import type { CallResult, FailedCallResult } from "./run-result";

/**
 * The functions' calls that were refused, one entry for each kind. What a landing's records answer about one another is
 * not among them: that a record is not there, or that another invocation was first, is what the functions ask.
 *
 * @param roles ARNs of the functions' roles
 */
export function failedCalls(calls: readonly CallResult[], roles: readonly string[]): FailedCallResult[] {
  const byKind = new Map<string, FailedCallResult>();
  for (const call of calls) {
    const { operation, error, status, resource, principal } = call;
    if (error === undefined || !roles.includes(principal) || isRecordsAnswer(call)) continue;
    const kind = `${operation} ${error}`;
    const known = byKind.get(kind);
    byKind.set(kind, { operation, error, status, resource, ...known, times: (known?.times ?? 0) + 1 });
  }
  return [...byKind.values()];
}

/** An error answer about a landing's record that tells what there is. What a fault plan answers is none. */
function isRecordsAnswer({ operation, resource, error, fault }: CallResult): boolean {
  if (fault !== undefined || !recordsArn.test(resource)) return false;
  switch (operation) {
    case "s3:GetObject":
      return error === "NoSuchKey";
    case "s3:PutObject":
      // Only writes on condition are answered so: by `If-None-Match` of a new one, by `If-Match` of one that was read.
      return error === "PreconditionFailed" || error === "NoSuchKey";
    default:
      return false;
  }
}

const recordsArn = new RegExp(`^arn:[^:]+:s3:::[^/]+/${LANDINGS_PREFIX}`);
