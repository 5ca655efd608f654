import type { Configuration } from "../deploy/configuration";
import { ownersPolicies, type Owners } from "./owners-policies";
import { policiesOf, policyNames, unite } from "./policies-of";
import { PolicyAuthority } from "./policy-authority";
import { textAttribute } from "./text-attribute";
import type { Authority, PolicySet } from "./types";

/** The permissions of a deployed stack, and of the world that it is deployed into. */
export interface Permissions {
  readonly authority: Authority;
  /** All policies: the stack's and the owners'. */
  readonly policies: PolicySet;
  /** The stack's own. */
  readonly stackPolicies: PolicySet;
  /** Their names. */
  readonly stackPolicyNames: readonly string[];
}

/** Terraform address of the role that the landing zone trusts. */
const COPIER_ROLE = "aws_iam_role.s3_to_s3_copier_lambda";

/**
 * Reads the stack's policies, puts those beside them that others have, and decides by all of them.
 *
 * @param now world time
 * @throws PolicyError for a policy that AWS would not take; TerraformJsonError, UnresolvedExpressionError
 */
export function authorityFor(
  configuration: Configuration,
  owners: Omit<Owners, "copierRoleArn">,
  now: () => Date,
): Permissions {
  const stackPolicies = policiesOf(configuration);
  const copierRoleArn = textAttribute(configuration, COPIER_ROLE, "arn");
  const policies = unite(stackPolicies, ownersPolicies({ ...owners, copierRoleArn }));
  return {
    authority: new PolicyAuthority(policies, { region: configuration.target.region, now }),
    policies,
    stackPolicies,
    stackPolicyNames: policyNames(stackPolicies),
  };
}
