import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing, TerraformStack } from "cdktf";
import { StackView } from "../../support/synth";

/** Synthesises a stack with a default provider and a second one, `aws.zone`. What the framework refuses is thrown. */
export function withTwoProviders(build: (stack: TerraformStack, zone: AwsProvider) => void): StackView {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: "eu-west-2" });
  build(stack, new AwsProvider(stack, "zone-provider", { alias: "zone", region: "eu-west-2" }));
  return new StackView(Testing.synth(stack, true));
}

/** @returns the providers that the elements below a path name, each once; "default" for none */
export function providersBelow(view: StackView, prefix: string): readonly unknown[] {
  const addresses = [...view.addresses, ...view.dataAddresses.map((address) => `data.${address}`)];
  // Terraform's own resource has no provider of anybody's.
  const ofProviders = addresses.filter((address) => !address.startsWith("terraform_data."));
  const below = ofProviders.filter((address) => address.split(".").at(-1)?.startsWith(prefix));
  return [...new Set(below.map((address) => view.raw(address)["provider"] ?? "default"))];
}
