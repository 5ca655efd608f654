import { assumesRole, type GoverningPolicies } from "./governing-policies";
import { isServicePrincipal, sessionArn } from "./principals";
import { allowingStatement, exceptingStatement, policyToChange, type Side } from "./remedy";
import { nearMiss } from "./near-miss";
import type { Question, Verdict } from "./question";
import type { AccessDecision, AccessRequest } from "./types";

type Denied = Extract<AccessDecision, { kind: "denied" }>;

/** Why a request is denied, in AWS's words, and what would allow it. */
export function denial(
  request: AccessRequest,
  governing: GoverningPolicies,
  verdict: Verdict,
  context: Question["context"],
): Denied {
  const [by] = verdict.denying;
  if (verdict.result === "explicitly-denied" && by !== undefined) {
    const side = by.policy === governing.resource?.name ? resourceSide(request) : "identity";
    return {
      kind: "denied",
      by,
      because: `${sentence(request)} with an explicit deny in ${DENIES[side]}`,
      remedy: { policy: by.policy, statement: exceptingStatement(request, governing, by) },
    };
  }
  const side = missingSide(request, verdict);
  const near = nearMiss(request, governing, context);
  return {
    kind: "denied",
    ...(near === undefined ? {} : { nearMiss: near }),
    because: `${sentence(request)} because no ${ALLOWS[side]} policy allows the ${request.action} action`,
    remedy: {
      policy: policyToChange(request, governing, side),
      statement: allowingStatement(request, governing, side),
    },
  };
}

/** IAM user guide, troubleshoot_access-denied. */
const ALLOWS = {
  identity: "identity-based",
  resource: "resource-based",
  trust: "role trust",
} as const satisfies Record<Side, string>;
const DENIES = {
  identity: "an identity-based policy",
  resource: "a resource-based policy",
  trust: "the role trust policy",
} as const satisfies Record<Side, string>;

function sentence({ principal, session, action, resource }: AccessRequest): string {
  const user = session === undefined ? principal : sessionArn(principal, session);
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource}`;
}

function resourceSide(request: AccessRequest): Side {
  return assumesRole(request) ? "trust" : "resource";
}

/**
 * Which policy has to allow it first. Services have no policies of their own; a role must trust whoever assumes it,
 * and a key's policy must at least leave its use to the account. For everything else the principal's own policies come
 * first; they suffice within an account.
 */
function missingSide(request: AccessRequest, { identityAllows, resourceAllows }: Verdict): Side {
  const side = resourceSide(request);
  if (isServicePrincipal(request.principal)) return side;
  const resourceDecides = side === "trust" || request.action.toLowerCase().startsWith("kms:");
  if (resourceDecides) return resourceAllows ? "identity" : side;
  return identityAllows ? side : "identity";
}
