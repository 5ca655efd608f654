import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { addressed } from "./address";
import { policyDocument, type PolicyCondition, type PolicyStatement } from "./policy-document";

export interface RoleProps {
  /** Name of the role, and of its policy. */
  readonly name: string;
  /** Name in Terraform of role, policy and attachment, where addresses are fixed. */
  readonly terraformName: string;
  /** Service that may assume the role, such as `lambda.amazonaws.com`. */
  readonly service: string;
  /** For whom the service may assume it. @default for everybody whom the service acts for */
  readonly conditions?: PolicyCondition[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A role that a service assumes, and its one policy. */
export class Role extends Construct {
  readonly arn: string;
  /** As Terraform knows it: what takes it waits for the role. */
  readonly name: string;
  private readonly role: IamRole;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RoleProps,
  ) {
    super(scope, id);
    const { name, terraformName, service, conditions, tags } = props;
    const trust = policyDocument(this, "trust", `${terraformName}_assume_role`, [
      {
        sid: "Assume",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [service] }],
        ...(conditions && { conditions }),
      },
    ]);
    this.role = addressed(new IamRole(this, "role", { name, assumeRolePolicy: trust, tags }), terraformName);
    this.arn = this.role.arn;
    this.name = this.role.name;
  }

  /**
   * Lets the role do what the statements say, and nothing else. To be called once.
   * @param attachmentName name in Terraform of the attachment, when it is not the role's
   * @returns the attachment: what needs the permissions depends on it
   */
  allow(statements: readonly PolicyStatement[], attachmentName?: string): IamRolePolicyAttachment {
    const { name, terraformName, tags } = this.props;
    const document = policyDocument(this, "permissions", terraformName, statements);
    const policy = addressed(
      new IamPolicy(this, "policy", {
        name,
        policy: document,
        tags,
        // A policy that was described by somebody else keeps its description: another one would replace it.
        lifecycle: { ignoreChanges: ["description"] },
      }),
      terraformName,
    );
    return addressed(
      new IamRolePolicyAttachment(this, "attachment", { role: this.role.name, policyArn: policy.arn }),
      attachmentName ?? terraformName,
    );
  }
}
