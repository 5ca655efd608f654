import * as z from "zod";
import { escapeTags, markdownTable } from "./markdown-table";

const element = z.looseObject({
  count: z.unknown().optional(),
  "//": z.object({ metadata: z.object({ path: z.string() }) }),
});

const stackJson = z.object({
  output: z.record(z.string(), z.object({ description: z.string() })).default({}),
  resource: z.record(z.string(), z.record(z.string(), element)).default({}),
});

/** A stack's Terraform JSON, as far as the tables speak of it. */
export type StackJson = z.infer<typeof stackJson>;

/** @throws z.ZodError when an output has no description or a resource no path of its construct */
export function parseStackJson(text: string): StackJson {
  return stackJson.parse(JSON.parse(text));
}

const NOTHING = "There are none.";

/** @returns the table of a stack's outputs, or that there are none */
export function outputsTable({ output }: StackJson): string {
  const rows = Object.entries(output).map(([name, { description }]) => [
    `\`${name}\``,
    escapeTags(description),
  ]);
  return rows.length === 0 ? NOTHING : markdownTable(["output", "what it is"], rows);
}

/** Arguments that hold a resource's AWS name, by Terraform type where it is not `name`. */
const NAME_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_cloudwatch_metric_alarm: "alarm_name",
  aws_lambda_function: "function_name",
  aws_s3_bucket: "bucket",
  aws_s3_object: "key",
};

/**
 * @param module with its variables: which resources there are
 * @param example the same with literals, of whose names the table is: a resource that is not in it has none there
 * @returns the table of a module's resources, or that there are none: address, how many there are of it, AWS name, and
 *   the construct that makes it, within the module's own
 */
export function resourcesTable(module: StackJson, example: StackJson): string {
  const rows = Object.entries(module.resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => [
      `\`${type}.${name}\``,
      body.count === undefined ? "1" : "0 or 1",
      awsName(type, example.resource[type]?.[name]),
      body["//"].metadata.path.split("/").slice(2).join("/"),
    ]),
  );
  return rows.length === 0 ? NOTHING : markdownTable(["address", "how many", "AWS name", "construct"], rows);
}

function awsName(type: string, body: Readonly<Record<string, unknown>> | undefined): string {
  const name = body?.[NAME_ARGUMENTS[type] ?? "name"];
  return typeof name === "string" ? `\`${name}\`` : "";
}
