import type { Configuration } from "../deploy/configuration";
import { rolePolicies } from "./identity-policies";
import { resourcePolicies } from "./resource-policies";
import type { NamedPolicy, PolicySet } from "./types";

/**
 * Every policy of a synthesised stack, named by the Terraform address that holds it.
 *
 * @throws PolicyError, TerraformJsonError, UnresolvedExpressionError
 */
export function policiesOf(configuration: Configuration): PolicySet {
  return { ...rolePolicies(configuration), resource: resourcePolicies(configuration) };
}

/** One set of several; where two have a policy of one resource or role, the later one's holds. */
export function unite(...sets: readonly PolicySet[]): PolicySet {
  const identity = new Map<string, readonly NamedPolicy[]>();
  for (const set of sets)
    for (const [arn, policies] of set.identity)
      identity.set(arn, [...(identity.get(arn) ?? []), ...policies]);
  return {
    identity,
    trust: new Map(sets.flatMap(({ trust }) => [...trust])),
    resource: new Map(sets.flatMap(({ resource }) => [...resource])),
  };
}

/** Names of a set's policies, each once. */
export function policyNames({ identity, trust, resource }: PolicySet): readonly string[] {
  const named = [...[...identity.values()].flat(), ...trust.values(), ...resource.values()];
  return [...new Set(named.map(({ name }) => name))];
}
