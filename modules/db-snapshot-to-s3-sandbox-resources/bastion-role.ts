import type { Construct } from "constructs";
import { AwsAccount } from "../shared/aws-account";
import { Role } from "../shared/role";
import type { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";

interface BastionRole {
  readonly name: string;
  readonly attachment: IamRolePolicyAttachment;
}

/**
 * The role with which the agent of Systems Manager registers the bastion and opens sessions, and no more (Systems Manager
 * user guide, "Create a custom IAM role for Session Manager"). AWS's AmazonSSMManagedInstanceCore would also let whoever
 * has a session read the account's parameters.
 */
export function bastionRole(
  scope: Construct,
  name: string,
  tags: Readonly<Record<string, string>>,
): BastionRole {
  const role = new Role(scope, "role", {
    name,
    terraformName: "bastion",
    service: "ec2.amazonaws.com",
    tags,
  });
  const attachment = role.allow([
    {
      sid: "Register",
      actions: ["ssm:UpdateInstanceInformation"],
      resources: [AwsAccount.of(scope).arn("ec2", "instance/*")],
    },
    {
      // None of these knows a resource (Service Authorization Reference, Session Manager Message Gateway).
      sid: "TakeSessions",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
    },
  ]);
  return { name: role.name, attachment };
}
