import type { TerraformStack } from "cdktf";

/**
 * Has Terraform drop resources from its state, and leave them in AWS as they are: those of the module that ours
 * replaces, which ours does not have. To be called once per stack.
 * @param addresses within the module
 */
export function forget(stack: TerraformStack, addresses: readonly string[]): void {
  stack.addOverride(
    "removed",
    addresses.map((from) => ({ from, lifecycle: { destroy: false } })),
  );
}
