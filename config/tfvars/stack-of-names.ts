import { dataPlatformSettings } from "../settings/data-platform";
import { sandboxSettings } from "../settings/sandbox";

/** The root stacks, which have variables of their own. */
export type RootStackName = "data-platform" | "sandbox";

/**
 * For which root stack a file of values is. Many names are both stacks'; those that one of them alone has decide.
 * @param names of the variables that the file gives
 * @returns the stack that has more of them; `data-platform` where neither has
 */
export function stackOfNames(names: readonly string[]): RootStackName {
  const ofSandbox = names.filter((name) => isOnlyOf(sandboxSettings, dataPlatformSettings, name));
  const ofDataPlatform = names.filter((name) => isOnlyOf(dataPlatformSettings, sandboxSettings, name));
  return ofSandbox.length > ofDataPlatform.length ? "sandbox" : "data-platform";
}

function isOnlyOf(one: object, other: object, name: string): boolean {
  return Object.hasOwn(one, name) && !Object.hasOwn(other, name);
}
