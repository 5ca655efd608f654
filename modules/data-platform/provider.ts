import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token, type TerraformStack } from "cdktf";
import { onceIf, isSet } from "../shared/truth";

/**
 * 5.100 is what those have who come from the module that this one replaces; what is new in 6 is not used, what 7
 * will break is not known.
 */
export const AWS_PROVIDER_VERSION = ">= 5.100.0, < 7.0.0";

/** `removed` blocks came with 1.7. */
export const TERRAFORM_VERSION = ">= 1.7";

/**
 * Declares Terraform's and the provider's versions as ranges, and configures the provider.
 * @param deployRoleArn role that Terraform assumes; empty: the credentials at hand are used as they are
 */
export function configureAws(stack: TerraformStack, region: string, deployRoleArn: string): void {
  stack.addOverride("terraform.required_version", TERRAFORM_VERSION);
  stack.addOverride("terraform.required_providers.aws", {
    source: "hashicorp/aws",
    version: AWS_PROVIDER_VERSION,
  });
  const provider = new AwsProvider(stack, "aws", { region });
  const assumes = isSet(deployRoleArn);
  if (assumes === true) provider.assumeRole = [{ roleArn: deployRoleArn }];
  if (typeof assumes === "object")
    provider.addOverride("dynamic", {
      assume_role: { for_each: onceIf(assumes), content: { role_arn: Token.asString(deployRoleArn) } },
    });
}
