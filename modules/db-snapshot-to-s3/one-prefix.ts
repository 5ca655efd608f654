import { TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { DbSnapshotToS3Props } from "./props";

type Prefixed = Pick<DbSnapshotToS3Props, "identifierPrefix" | "provider">;

const pathsByStack = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Notes that a pipeline has a prefix. Two with the same one, in upper or lower case, would have the same names of
 * queues, roles and alarms; of two provider configurations they may be in two accounts or regions.
 * @returns the path of another pipeline of the stack and provider configuration that has it already; undefined where
 * there is none, or where Terraform alone will know the prefix
 */
export function othersPath(
  pipeline: Construct,
  { identifierPrefix, provider }: Prefixed,
): string | undefined {
  if (Token.isUnresolved(identifierPrefix)) return undefined;
  const stack = TerraformStack.of(pipeline);
  const paths = pathsByStack.get(stack) ?? new Map<string, string>();
  pathsByStack.set(stack, paths);
  const key = `${provider?.alias ?? ""}/${identifierPrefix.toLowerCase()}`;
  const other = paths.get(key);
  if (other === undefined) paths.set(key, pipeline.node.path);
  return other;
}
