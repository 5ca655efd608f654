import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token, type TerraformStack } from "cdktf";
import { onceIf, isSet } from "../shared/truth";
import { requireVersions } from "../shared/versions";

/**
 * Declares Terraform's and the provider's versions as ranges, and configures the provider.
 * @param deployRoleArn role that Terraform assumes; empty: the credentials at hand are used as they are
 */
export function configureAws(stack: TerraformStack, region: string, deployRoleArn: string): void {
  requireVersions(stack);
  const provider = new AwsProvider(stack, "aws", { region });
  const assumes = isSet(deployRoleArn);
  if (assumes === true) provider.assumeRole = [{ roleArn: deployRoleArn }];
  if (typeof assumes === "object")
    provider.addOverride("dynamic", {
      assume_role: { for_each: onceIf(assumes), content: { role_arn: Token.asString(deployRoleArn) } },
    });
}
