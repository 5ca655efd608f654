import { Token } from "cdktf";

/** The oldest runtime that is accepted: what is bundled for it runs on the newer ones too. */
const OLDEST = "node22";

/** A runtime that is none of Lambda's for Node.js. */
export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}

/**
 * @param runtime Lambda's name of a runtime, such as `nodejs22.x`, or a Terraform token
 * @returns what esbuild calls it, such as `node22`
 * @throws RuntimeError when it is no Node.js runtime
 */
export function bundleTarget(runtime: string): string {
  if (Token.isUnresolved(runtime)) return OLDEST;
  const version = /^nodejs(\d+)\.x$/.exec(runtime)?.[1];
  if (version === undefined)
    throw new RuntimeError(`expected a Node.js runtime such as nodejs22.x, got ${JSON.stringify(runtime)}`);
  return `node${version}`;
}
