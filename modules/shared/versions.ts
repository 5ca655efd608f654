import type { TerraformStack } from "cdktf";

/**
 * 5.100 is what those have who come from the module that this one replaces; what is new in 6 is not used, what 7
 * will break is not known.
 */
export const AWS_PROVIDER_VERSION = ">= 5.100.0, < 7.0.0";

/** `removed` blocks came with 1.7. */
export const TERRAFORM_VERSION = ">= 1.7";

/**
 * Declares Terraform's and the provider's versions as ranges.
 * @param aliases provider configurations that a module's caller has to pass to it, such as `aws.sandbox`. @default none
 */
export function requireVersions(stack: TerraformStack, aliases: readonly string[] = []): void {
  stack.addOverride("terraform.required_version", TERRAFORM_VERSION);
  stack.addOverride("terraform.required_providers.aws", {
    source: "hashicorp/aws",
    version: AWS_PROVIDER_VERSION,
    ...(aliases.length > 0 && { configuration_aliases: aliases }),
  });
}
