import { isNativeError } from "node:util/types";
import { parse } from "@cdktf/hcl2json";

/** A value in a tfvars file that Terraform would have to calculate. */
export class Expression {
  constructor(readonly source: string) {}
}

/** What a tfvars file says, before any types are known. */
export type TfvarsFile =
  | { readonly kind: "parsed"; readonly values: ReadonlyMap<string, unknown> }
  | { readonly kind: "unparsable"; readonly reason: string };

/**
 * Parses a tfvars file, as Terraform does: names that end in `.json` as JSON, all others as HCL. In HCL a value
 * with an expression in it becomes an `Expression`; in JSON every text is literal.
 */
export async function parseTfvars(path: string, text: string): Promise<TfvarsFile> {
  try {
    const raw: unknown = path.endsWith(".json") ? JSON.parse(text) : unescape(await parse(path, text));
    if (typeof raw !== "object" || raw === null || Array.isArray(raw))
      return { kind: "unparsable", reason: "expected an object of variables at the top of the file" };
    // In JSON, Terraform takes a property named "//" for a comment.
    const entries = Object.entries(raw).filter(([name]) => name !== "//");
    return { kind: "parsed", values: new Map(entries) };
  } catch (error) {
    const reason = isNativeError(error) ? error.message : String(error);
    return { kind: "unparsable", reason: reason.replaceAll(/\s+/g, " ") };
  }
}

/** hcl2json leaves `${…}` and `%{…}` where there was an expression, and `$${` and `%%{` where there was text. */
function unescape(value: unknown): unknown {
  if (typeof value === "string") return hasExpression(value) ? new Expression(value) : plain(value);
  if (Array.isArray(value)) return value.map(unescape);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const calculated = entries.find(([key]) => hasExpression(key));
  if (calculated !== undefined) return new Expression(calculated[0]);
  return Object.fromEntries(entries.map(([key, element]) => [plain(key), unescape(element)]));
}

function hasExpression(text: string): boolean {
  return /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}

function plain(text: string): string {
  return text.replaceAll(/([$%])\1(?=\{)/g, (_escape, sign: string) => sign);
}
