import * as z from "zod";
import { markdownTable } from "./markdown-table";

const element = z.looseObject({ "//": z.object({ metadata: z.object({ path: z.string() }) }) });

const stackJson = z.object({
  output: z.record(z.string(), z.object({ description: z.string() })),
  resource: z.record(z.string(), z.record(z.string(), element)),
});

/** A stack's Terraform JSON, as far as the tables speak of it. */
export type StackJson = z.infer<typeof stackJson>;

/** @throws z.ZodError when an output has no description or a resource no path of its construct */
export function parseStackJson(text: string): StackJson {
  return stackJson.parse(JSON.parse(text));
}

/** @returns the table of a stack's outputs */
export function outputsTable({ output }: StackJson): string {
  const rows = Object.entries(output).map(([name, { description }]) => [`\`${name}\``, description]);
  return markdownTable(["output", "what it is"], rows);
}

/** Arguments that hold a resource's AWS name, by Terraform type where it is not `name`. */
const NAME_ARGUMENTS: Readonly<Record<string, string>> = {
  aws_cloudwatch_metric_alarm: "alarm_name",
  aws_lambda_function: "function_name",
  aws_s3_bucket: "bucket",
  aws_s3_object: "key",
};

/**
 * @param under path of the construct whose resources are listed
 * @returns the table of its resources: address, AWS name, and the construct within it that makes it
 */
export function resourcesTable({ resource }: StackJson, under: string): string {
  const rows = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, body]) => {
      const { path } = body["//"].metadata;
      if (!path.startsWith(`${under}/`)) return [];
      const awsName = body[NAME_ARGUMENTS[type] ?? "name"];
      const shown = typeof awsName === "string" ? `\`${awsName}\`` : "";
      return [[`\`${type}.${name}\``, shown, path.slice(under.length + 1)]];
    }),
  );
  return markdownTable(["address", "AWS name", "construct"], rows);
}
