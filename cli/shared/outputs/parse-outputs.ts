import * as z from "zod";
import { sandboxOutputsSchema, type SandboxOutputs } from "./sandbox-outputs";

/** What the text of `terraform output -json` comes to. */
export type ParsedOutputs =
  | { readonly kind: "outputs"; readonly outputs: SandboxOutputs }
  /** No outputs at all: nothing is applied. */
  | { readonly kind: "empty" }
  /** Every problem, one line each. */
  | { readonly kind: "wrong"; readonly problems: readonly string[] };

// `terraform output -json` (Terraform documentation, "Command: output").
const terraformOutputsSchema = z.record(z.string(), z.object({ value: z.unknown() }));

export function parseOutputs(text: string): ParsedOutputs {
  const json = parseJson(text);
  if (json === undefined) return { kind: "wrong", problems: ["it is no JSON"] };
  const given = terraformOutputsSchema.safeParse(json);
  if (!given.success)
    return {
      kind: "wrong",
      problems: ["it is not what `terraform output -json` prints: expected an object of outputs"],
    };
  if (Object.keys(given.data).length === 0) return { kind: "empty" };
  const values = Object.fromEntries(Object.entries(given.data).map(([name, { value }]) => [name, value]));
  const parsed = sandboxOutputsSchema.safeParse(values);
  if (parsed.success) return { kind: "outputs", outputs: parsed.data };
  return {
    kind: "wrong",
    problems: parsed.error.issues.map(({ path, message }) => problem(String(path[0]), values, message)),
  };
}

function problem(name: string, values: Readonly<Record<string, unknown>>, message: string): string {
  if (!(name in values)) return `output ${name} is missing`;
  return `output ${name}: ${message}, got ${JSON.stringify(values[name])}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
