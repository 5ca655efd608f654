import * as z from "zod";
import { readJson } from "./json";

/** ARN of an SQS queue. */
export const queueArn = z
  .string()
  .regex(/^arn:[^:]+:sqs:[^:]+:\d{12}:[\w-]+(\.fifo)?$/, "expected the ARN of an SQS queue");

/** ARN of an IAM role. */
export const roleArn = z
  .string()
  .regex(/^arn:[^:]+:iam::\d{12}:role\/.+$/, "expected the ARN of an IAM role");

/** A variable that holds JSON: its text, parsed and checked. */
export function jsonText<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodPipe<z.ZodString, z.ZodTransform<z.output<Schema>, string>> {
  return z.string().transform((text, context) => {
    const json = readJson(text);
    const result = json.ok ? schema.safeParse(json.value) : undefined;
    if (result?.success === true) return result.data;
    context.addIssue({
      code: "custom",
      message: json.ok ? z.prettifyError(result?.error ?? new z.ZodError([])) : `no JSON: ${json.reason}`,
    });
    return z.NEVER;
  });
}

/** The function's environment variables do not fit its schema; lists all of them at once. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
  constructor(functionName: string, problems: readonly string[]) {
    super(
      `The ${functionName} function cannot start: ${problems.join("; ")}. ` +
        "These variables are set by the Terraform module; apply it again.",
    );
  }
}

/**
 * @returns a function that reads just the schema's variables out of an environment such as `process.env`.
 */
export function environmentParser<Shape extends z.core.$ZodLooseShape>(
  functionName: string,
  schema: z.ZodObject<Shape, z.core.$strict>,
): (environment: Readonly<Record<string, string | undefined>>) => z.infer<typeof schema> {
  return (environment) => {
    const names = Object.keys(schema.shape);
    const result = schema.safeParse(Object.fromEntries(names.map((name) => [name, environment[name]])));
    if (result.success) return result.data;
    throw new EnvironmentError(
      functionName,
      result.error.issues.map((issue) => {
        const name = issue.path.join(".");
        const value = environment[name];
        return `${name} ${value === undefined ? "is missing" : `is ${JSON.stringify(value)}`} (${issue.message})`;
      }),
    );
  };
}
