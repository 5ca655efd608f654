import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import type { Construct } from "constructs";
import { addressed } from "../shared/address";

export interface SecurityGroupProps {
  readonly name: string;
  readonly description: string;
  /** Name in Terraform, where addresses are fixed. */
  readonly terraformName: string;
  readonly vpcId: string;
  readonly tags: Readonly<Record<string, string>>;
  /** 0 or 1. @default there is one */
  readonly count?: number;
}

/** A security group without rules: nobody is let in or out. */
export function securityGroup(
  scope: Construct,
  id: string,
  { terraformName, ...props }: SecurityGroupProps,
): SecurityGroup {
  return addressed(
    new SecurityGroup(scope, id, {
      ...props,
      // Two groups that name each other could not be deleted one after the other, if a rule were left in them.
      revokeRulesOnDelete: true,
      // One that was described by somebody else keeps its description: another one would replace it, in use as it is.
      lifecycle: { ignoreChanges: ["description"] },
    }),
    terraformName,
  );
}
