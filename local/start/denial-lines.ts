import type { DecidedAccess } from "../permissions/types";
import type { CallResult } from "./run-result";

/**
 * What the policies denied, one entry for each principal, action and missing statement: who, what, on what, in AWS's words, and
 * the statement that would allow it.
 */
export function denialLines(calls: readonly CallResult[]): string[] {
  const kinds = new Map<string, { readonly denied: DecidedAccess; times: number }>();
  for (const { access } of calls)
    for (const denied of access) {
      if (denied.decision.kind === "allowed") continue;
      const { principal, action } = denied.request;
      const kind = JSON.stringify([principal, action, denied.decision.remedy]);
      const known = kinds.get(kind);
      if (known === undefined) kinds.set(kind, { denied, times: 1 });
      else known.times += 1;
    }
  return [...kinds.values()].map(({ denied, times }) => words(denied, times));
}

function words({ request, decision }: DecidedAccess, times: number): string {
  const often = times === 1 ? "" : `, ${times} times`;
  const head = `denied${often}: ${request.principal} may not ${request.action} on ${request.resource} (${request.purpose})`;
  if (decision.kind === "allowed") return head;
  const { policy, statement } = decision.remedy;
  const near = decision.nearMiss === undefined ? "" : `${decision.nearMiss}. `;
  const remedy =
    decision.by === undefined
      ? `This statement in ${policy} would allow it`
      : `Statement ${decision.by.statement} of ${decision.by.policy} denies it; in this form it would not`;
  return `${head}. ${decision.because}. ${near}${remedy}: ${JSON.stringify(statement)}`;
}
