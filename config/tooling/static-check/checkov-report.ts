import * as z from "zod";

const finding = z
  .object({ check_id: z.string(), check_name: z.string(), resource: z.string(), file_path: z.string() })
  .transform(({ check_id, check_name, resource, file_path }) => ({
    check: check_id,
    wants: check_name,
    resource,
    file: file_path,
  }));

/** What one of checkov's checks says of one resource. */
export type Finding = z.infer<typeof finding>;

/** What checkov found in what it was given. */
export interface Findings {
  readonly passed: readonly Finding[];
  readonly failed: readonly Finding[];
  /** Files that it could not read. */
  readonly unparsed: readonly string[];
}

const results = z.object({
  passed_checks: z.array(finding),
  failed_checks: z.array(finding),
  parsing_errors: z.array(z.string()),
});
const report = z.object({ results });
/** A report without results: checkov found no file of its framework. */
const nothingRead = z
  .object({ passed: z.literal(0), failed: z.literal(0), parsing_errors: z.literal(0) })
  .transform(() => ({ results: { passed_checks: [], failed_checks: [], parsing_errors: [] } }));
/** What checkov prints with `-o json`: one report per framework, without the list when there is just one. */
const reports = z.union([report, nothingRead]).transform((one) => [one]);

/**
 * Reads what `checkov -o json` prints.
 * @throws Error when it is no report of checkov's
 */
export function parseCheckovReport(output: string): Findings {
  const all = z.union([reports, z.array(report)]).parse(JSON.parse(output));
  return {
    passed: all.flatMap((one) => one.results.passed_checks),
    failed: all.flatMap((one) => one.results.failed_checks),
    unparsed: all.flatMap((one) => one.results.parsing_errors),
  };
}

/**
 * @returns the Terraform name of what a finding is about, the last word of its address: checkov gives the type of a
 *   resource for some checks only, and with a plan the modules and the index, too
 */
export function terraformName({ resource }: Finding): string {
  return resource.replace(/\[[^\]]*\]$/, "").replace(/^.*\./, "");
}
