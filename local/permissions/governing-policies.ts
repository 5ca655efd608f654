import { isServicePrincipal, roleOfSession } from "./principals";
import type { AccessRequest, NamedPolicy, PolicySet } from "./types";

/** The policies of a set that have a say in a request. */
export interface GoverningPolicies {
  readonly identity: readonly NamedPolicy[];
  readonly resource?: NamedPolicy;
}

/** A principal that the set does not know has no policies; neither has a service. */
export function governingPolicies(policies: PolicySet, request: AccessRequest): GoverningPolicies {
  const { principal } = request;
  const resource = resourcePolicy(policies, request);
  return {
    identity: isServicePrincipal(principal)
      ? []
      : (policies.identity.get(roleOfSession(principal) ?? principal) ?? []),
    ...(resource === undefined ? {} : { resource }),
  };
}

/** A role's trust policy is what decides who assumes it, and decides nothing else (not iam:PassRole, say). */
function resourcePolicy(policies: PolicySet, request: AccessRequest): NamedPolicy | undefined {
  if (assumesRole(request)) return policies.trust.get(request.resource) ?? trustsNobody(request.resource);
  return policies.resource.get(policyHolder(request.resource));
}

/** For the simulator a role without a trust policy would trust its whole account; there is no such role. */
function trustsNobody(role: string): NamedPolicy {
  return { name: `the policy of ${role}`, document: { Version: "2012-10-17", Statement: [] } };
}

export function assumesRole({ action }: Pick<AccessRequest, "action">): boolean {
  return action.toLowerCase() === "sts:assumerole";
}

/** ARN of what has the policy for a resource: for an object its bucket. */
export function policyHolder(resource: string): string {
  const [, bucket] = /^(arn:[\w-]+:s3:::[^/]+)\//.exec(resource) ?? [];
  return bucket ?? resource;
}
