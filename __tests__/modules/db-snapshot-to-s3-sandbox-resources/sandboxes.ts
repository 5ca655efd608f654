import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { SandboxResourcesProps } from "../../../modules/db-snapshot-to-s3-sandbox-resources/props";
import { SandboxResources } from "../../../modules/db-snapshot-to-s3-sandbox-resources/sandbox-resources";
import { synthesised, type StackView } from "../../support/synth";

/** What has to be given, and nothing else. */
export const MINIMAL: SandboxResourcesProps = {
  tags: { Team: "data" },
  identifierPrefix: "IP-dev",
  awsSandboxAccountId: "333333333333",
  awsSandboxVpcId: "vpc-0123456789abcdef0",
  awsSandboxSubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
};

export const EXPORT_ROLE = "arn:aws:iam::333333333333:role/ip-dev-rds-snapshot-to-s3-lambda";

/** A sandbox of literals under the addresses of the module that it replaces. */
export function sandbox(overrides: Partial<SandboxResourcesProps> = {}): StackView {
  return synthesised((stack) => {
    new AwsProvider(stack, "aws", {});
    new SandboxResources(stack, "sandbox", { ...MINIMAL, addressPrefix: "", ...overrides });
  });
}
