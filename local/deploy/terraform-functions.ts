import type { Json } from "./terraform-json";
import { ExpressionError } from "./expression-reader";

/** A function of Terraform's language. @throws ExpressionError for arguments that it does not take */
export type TerraformFunction = (...args: readonly Json[]) => Json;

/** The functions that the synthesised stack calls, as Terraform evaluates them. @param planned when the plan was made */
export function terraformFunctions(planned: Date): Readonly<Record<string, TerraformFunction>> {
  return {
    jsonencode: (...args) => jsonencode(only(args, "jsonencode")),
    // RFC 3339 in UTC, whole seconds.
    plantimestamp: () => planned.toISOString().replace(/\.\d+Z$/, "Z"),
    replace: (...args) => {
      const [text, from, to] = args;
      if (typeof text !== "string" || typeof from !== "string" || typeof to !== "string")
        throw new ExpressionError("replace takes three texts");
      if (/^\/.*\/$/s.test(from))
        throw new ExpressionError("replace with a regular expression is not known to the local run");
      return text.replaceAll(from, () => to);
    },
  };
}

/**
 * Terraform sorts keys, and writes `<`, `>`, `&` and two line separators as escapes (jsonencode). What looks for such a
 * character in the text, as EventBridge Scheduler does for its `<aws.scheduler…>`, does not find it.
 */
function jsonencode(value: Json): string {
  return JSON.stringify(sorted(value)).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key] ?? null)]));
}

function only(args: readonly Json[], name: string): Json {
  const [value] = args;
  if (args.length !== 1 || value === undefined) throw new ExpressionError(`${name} takes one value`);
  return value;
}
