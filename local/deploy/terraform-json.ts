import { readFileSync } from "node:fs";
import * as z from "zod";

/** A JSON value. */
export type Json = z.core.util.JSONType;

/** A resource or data source of the synthesised stack. */
export interface Block {
  readonly mode: "resource" | "data";
  /** For example aws_sqs_queue. */
  readonly type: string;
  readonly name: string;
  /** `type.name`, or `data.type.name`: how expressions refer to it. */
  readonly address: string;
  /** As synthesised: references are not resolved yet; without Terraform's meta-arguments and cdktf's comments. */
  readonly arguments: Readonly<Record<string, Json>>;
}

/** The synthesised file is not what `cdktf` writes, or holds something that the local run does not know. */
export class TerraformJsonError extends Error {
  override readonly name = "TerraformJsonError";
}

const blocks = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.json())));

/** Top-level keys without a meaning for the local run: comments, provider settings, outputs. */
const document = z.strictObject({
  "//": z.unknown().optional(),
  terraform: z.unknown().optional(),
  provider: z.unknown().optional(),
  output: z.unknown().optional(),
  data: blocks.default({}),
  resource: blocks.default({}),
});

/** Arguments that speak to Terraform, not to AWS. `count` and `for_each` multiply a block: see below. */
const META_ARGUMENTS = new Set(["//", "depends_on", "lifecycle", "provider"]);

/**
 * Reads the blocks of a `cdk.tf.json`. A block whose `count` is 0 is left out, one whose `count` is 1 is a plain
 * block here; anything else that multiplies blocks is refused.
 *
 * @throws TerraformJsonError when the text is not such a document
 */
export function parseTerraformJson(text: string, file = "cdk.tf.json"): readonly Block[] {
  const result = document.safeParse(JSON.parse(text));
  if (!result.success)
    throw new TerraformJsonError(
      `${file} is not what the local run can deploy: ${z.prettifyError(result.error)}. ` +
        "Variables and locals have no place here: the stack is synthesised with literal settings.",
    );
  return (["data", "resource"] as const).flatMap((mode) =>
    Object.entries(result.data[mode]).flatMap(([type, byName]) =>
      Object.entries(byName).flatMap(([name, given]) => block(mode, type, name, given)),
    ),
  );
}

/** @throws TerraformJsonError; Error when the file cannot be read */
export function readTerraformJson(file: string): readonly Block[] {
  return parseTerraformJson(readFileSync(file, "utf8"), file);
}

function block(mode: Block["mode"], type: string, name: string, given: Record<string, Json>): Block[] {
  const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
  const { count, for_each: forEach, ...rest } = given;
  if (forEach !== undefined)
    throw new TerraformJsonError(`${address}: for_each is not known to the local run`);
  if (count !== undefined && count !== 0 && count !== 1)
    throw new TerraformJsonError(
      `${address}: the local run knows a count of 0 or 1, not ${JSON.stringify(count)}`,
    );
  if (count === 0) return [];
  const args = Object.entries(rest).filter(([argument]) => !META_ARGUMENTS.has(argument));
  return [{ mode, type, name, address, arguments: Object.fromEntries(args) }];
}
