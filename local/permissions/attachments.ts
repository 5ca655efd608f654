import * as z from "zod";
import type { Configuration } from "../deploy/configuration";

const toRole = z.looseObject({ role: z.string(), policy_arn: z.string() });
const toMany = z.looseObject({
  policy_arn: z.string(),
  roles: z.array(z.string()).default([]),
  users: z.array(z.string()).max(0, "the local run knows no users of the stack").optional(),
  groups: z.array(z.string()).max(0, "the local run knows no groups of the stack").optional(),
});

/** A policy that a role has. */
export interface Attachment {
  /** Terraform address of what attaches it. */
  readonly address: string;
  readonly roleName: string;
  readonly policyArn: string;
}

/** @throws TerraformJsonError */
export function attachments(configuration: Configuration): readonly Attachment[] {
  return [
    ...configuration.resources("aws_iam_role_policy_attachment").map((block) => {
      const given = configuration.read(block, toRole);
      return { address: block.address, roleName: given.role, policyArn: given.policy_arn };
    }),
    ...configuration.resources("aws_iam_policy_attachment").flatMap((block) => {
      const given = configuration.read(block, toMany);
      return given.roles.map((roleName) => ({
        address: block.address,
        roleName,
        policyArn: given.policy_arn,
      }));
    }),
  ];
}
