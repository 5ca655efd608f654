import { Token } from "cdktf";

/** Major version of the oldest Node.js runtime that the functions run in. */
const OLDEST = 22;

/** What esbuild calls it. The functions are bundled for it once: that runs on the newer ones too. */
export const BUNDLE_TARGET = `node${OLDEST}`;

/** A runtime that the functions do not run in. */
export class RuntimeError extends Error {
  override readonly name = "RuntimeError";
}

/**
 * @param runtime Lambda's name of a runtime, such as `nodejs22.x`, or a Terraform token, which is taken as it is
 * @throws RuntimeError when it is no Node.js runtime, or too old a one
 */
export function checkRuntime(runtime: string): void {
  if (Token.isUnresolved(runtime)) return;
  const version = Number(/^nodejs(\d+)\.x$/.exec(runtime)?.[1] ?? 0);
  if (version < OLDEST)
    throw new RuntimeError(
      `expected a Node.js runtime, nodejs${OLDEST}.x or newer, got ${JSON.stringify(runtime)}`,
    );
}
