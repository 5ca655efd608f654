import { createHash } from "node:crypto";
import type { Caller } from "../types";

/** What STS says of a caller (API_GetCallerIdentity). */
export interface CallerIdentity {
  readonly arn: string;
  /** Unique id of the role and name of the session; of a user, its unique id. */
  readonly userId: string;
  readonly account: string;
}

/** A role calls in a session, which has an ARN of its own in STS; without a name it is called `local`. */
export function callerIdentity({ principal, accountId, session = "local" }: Caller): CallerIdentity {
  const [, partition, role] = /^arn:([^:]+):iam::\d{12}:role\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  if (partition !== undefined && role !== undefined)
    return {
      arn: `arn:${partition}:sts::${accountId}:assumed-role/${role}/${session}`,
      userId: `${uniqueId("AROA", principal)}:${session}`,
      account: accountId,
    };
  const isRoot = /^arn:[^:]+:iam::\d{12}:root$/.test(principal);
  return { arn: principal, userId: isRoot ? accountId : uniqueId("AIDA", principal), account: accountId };
}

/** As IAM writes unique ids: a prefix that tells the kind, and capital letters and digits. */
function uniqueId(prefix: "AROA" | "AIDA", principal: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const digest = createHash("sha256").update(principal).digest();
  return prefix + Array.from(digest.subarray(0, 17), (byte) => alphabet.charAt(byte % 32)).join("");
}
