import { TerraformDataSource, TerraformStack, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";

const CONTEXT_KEY = "db-snapshot-to-s3/address-prefix";

const addressesByStack = new WeakMap<TerraformStack, Set<string>>();

/** Two elements of one stack would have the same Terraform address, and the second would vanish in the first. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}

/**
 * Fixes the Terraform addresses of everything below a construct: `<type>.<prefix><name>`, whatever the path of the
 * construct. Without it they are derived from the path, so that several can stand in one stack. To be called before
 * the construct has children.
 * @param prefix the empty string for the very names of the reference module; undefined: addresses are not fixed
 */
export function fixAddresses(scope: Construct, prefix: string | undefined): void {
  // null hides what a construct further up may have fixed.
  scope.node.setContext(CONTEXT_KEY, prefix ?? null);
}

/**
 * Gives a resource or data source its Terraform name, if addresses are fixed where it stands.
 * @param name without the prefix
 * @returns the element
 * @throws AddressError when the stack has that address already
 */
export function addressed<T extends TerraformResource | TerraformDataSource>(element: T, name: string): T {
  const prefix: unknown = element.node.tryGetContext(CONTEXT_KEY);
  if (typeof prefix !== "string") return element;
  const stack = TerraformStack.of(element);
  const taken = addressesByStack.get(stack) ?? new Set<string>();
  addressesByStack.set(stack, taken);
  const kind = TerraformDataSource.isTerraformDataSource(element) ? "data." : "";
  const address = `${kind}${element.terraformResourceType}.${prefix}${name}`;
  if (taken.has(address))
    throw new AddressError(
      `${element.node.path}: ${address} exists already in stack ${stack.node.id}; ` +
        "leave addressPrefix out, or give each construct one of its own",
    );
  taken.add(address);
  element.overrideLogicalId(`${prefix}${name}`);
  return element;
}
