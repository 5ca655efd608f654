import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** Files beside a module's Terraform JSON, by their path in its folder. */
export type ModuleAssets = Map<string, Uint8Array>;

const assetsByStack = new WeakMap<TerraformStack, ModuleAssets>();

/** Makes a stack keep its assets under their own names, for a module's folder. @returns where they will be */
export function keepAssets(stack: TerraformStack): ModuleAssets {
  const assets: ModuleAssets = new Map();
  assetsByStack.set(stack, assets);
  return assets;
}

/** @returns the assets of the stack that a construct stands in; undefined when the framework looks after them */
export function keptAssets(scope: Construct): ModuleAssets | undefined {
  return assetsByStack.get(TerraformStack.of(scope));
}
