import * as z from "zod";
import type { Configuration } from "../deploy/configuration";
import { attachments } from "./attachments";
import { awsManagedPolicy, KNOWN_MANAGED_POLICIES } from "./aws-managed-policies";
import { parsePolicyDocument } from "./policy-document";
import { PolicyError } from "./policy-error";
import { textAttribute } from "./text-attribute";
import type { NamedPolicy } from "./types";

const role = z.looseObject({
  name: z.string(),
  assume_role_policy: z.string(),
  inline_policy: z.array(z.object({ name: z.string(), policy: z.string() })).default([]),
  managed_policy_arns: z.array(z.string()).default([]),
  permissions_boundary: z.never("the local run does not decide by permissions boundaries").optional(),
});
const policy = z.looseObject({ policy: z.string() });
const rolePolicy = z.looseObject({ role: z.string(), policy: z.string() });

export interface RolePolicies {
  /** By the role's ARN. */
  readonly identity: ReadonlyMap<string, readonly NamedPolicy[]>;
  /** By the role's ARN. */
  readonly trust: ReadonlyMap<string, NamedPolicy>;
}

/** What the stack's roles may do, and who may assume them. @throws PolicyError, TerraformJsonError */
export function rolePolicies(configuration: Configuration): RolePolicies {
  const roles = configuration.resources("aws_iam_role").map((block) => ({
    address: block.address,
    arn: textAttribute(configuration, block.address, "arn"),
    given: configuration.read(block, role),
  }));
  const managed = managedPolicies(configuration);
  const attached = attachments(configuration);
  const inline = inlinePolicies(configuration);
  return {
    identity: new Map(
      roles.map(({ address, arn, given }) => [
        arn,
        [
          ...attached
            .filter(({ roleName }) => roleName === given.name)
            .map(({ policyArn, address: by }) => managed.get(policyArn) ?? managedByAws(policyArn, by)),
          ...given.managed_policy_arns.map(
            (policyArn) => managed.get(policyArn) ?? managedByAws(policyArn, address),
          ),
          ...inline.filter(({ roleName }) => roleName === given.name).map(({ held }) => held),
          ...given.inline_policy.map(({ name, policy: text }) =>
            named(`${address}.inline_policy.${name}`, text),
          ),
        ],
      ]),
    ),
    trust: new Map(
      roles.map(({ address, arn, given }) => [
        arn,
        { name: address, document: parsePolicyDocument(given.assume_role_policy, "trust", address) },
      ]),
    ),
  };
}

function named(name: string, text: string): NamedPolicy {
  return { name, document: parsePolicyDocument(text, "identity", name) };
}

function managedPolicies(configuration: Configuration): ReadonlyMap<string, NamedPolicy> {
  return new Map(
    configuration
      .resources("aws_iam_policy")
      .map((block) => [
        textAttribute(configuration, block.address, "arn"),
        named(block.address, configuration.read(block, policy).policy),
      ]),
  );
}

function inlinePolicies(
  configuration: Configuration,
): readonly { readonly roleName: string; readonly held: NamedPolicy }[] {
  return configuration.resources("aws_iam_role_policy").map((block) => {
    const given = configuration.read(block, rolePolicy);
    return { roleName: given.role, held: named(block.address, given.policy) };
  });
}

function managedByAws(arn: string, address: string): NamedPolicy {
  const known = awsManagedPolicy(arn);
  if (known !== undefined) return known;
  throw new PolicyError(
    `${address} attaches ${arn}, whose text the local run does not know. Expected a policy of the stack, or one of ` +
      KNOWN_MANAGED_POLICIES.join(", "),
  );
}
