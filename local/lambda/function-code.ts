import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { unzipSync } from "fflate";
import type { FunctionConfiguration } from "./function-configuration";

/** The zip is not the one that the stack names. */
export class FunctionCodeError extends Error {
  override readonly name = "FunctionCodeError";
}

/**
 * Unpacks a function's zip, after checking it against `source_code_hash` (base64 of its SHA-256).
 *
 * @throws FunctionCodeError when the hash differs, or a path leads out of the folder
 */
export async function unpackFunctionCode(
  given: Pick<FunctionConfiguration, "functionName" | "code">,
  zip: Uint8Array,
  directory: string,
): Promise<void> {
  const hash = createHash("sha256").update(zip).digest("base64");
  if (given.code.sha256 !== undefined && given.code.sha256 !== hash)
    throw new FunctionCodeError(
      `${given.functionName}: s3://${given.code.bucket}/${given.code.key} has SHA-256 ${hash}, ` +
        `the stack's source_code_hash is ${given.code.sha256}`,
    );
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const target = path.join(directory, name);
    if (path.relative(directory, target).startsWith(".."))
      throw new FunctionCodeError(`${given.functionName}: the zip holds ${name}, which leads out of it`);
    if (name.endsWith("/")) continue;
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
}
