import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { addressed } from "../shared/address";
import { AwsAccount } from "../shared/aws-account";
import { policyDocument } from "../shared/policy-document";

interface BastionRole {
  readonly role: IamRole;
  readonly attachment: IamRolePolicyAttachment;
}

/** The role with which the agent of Systems Manager registers the bastion and opens sessions. */
export function bastionRole(
  scope: Construct,
  name: string,
  tags: Readonly<Record<string, string>>,
): BastionRole {
  const trust = policyDocument(scope, "trust", "bastion_assume_role", [
    {
      sid: "Assume",
      actions: ["sts:AssumeRole"],
      principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
    },
  ]);
  const role = addressed(new IamRole(scope, "role", { name, assumeRolePolicy: trust, tags }), "bastion");
  const { partition } = AwsAccount.of(scope);
  const attachment = addressed(
    new IamRolePolicyAttachment(scope, "attachment", {
      role: role.name,
      policyArn: `arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`,
    }),
    "bastion",
  );
  return { role, attachment };
}
