import * as z from "zod";
import type { CheckovException } from "./checkov-exceptions";

const finding = z.object({ check_id: z.string(), check_name: z.string(), resource: z.string() });
const report = z.object({
  results: z.object({
    passed_checks: z.array(finding),
    failed_checks: z.array(finding),
    parsing_errors: z.array(z.string()),
  }),
});
/** What checkov prints with `-o json`: one report per framework, without the list when there is just one. */
const reports = z.union([report.transform((one) => [one]), z.array(report)]);

/** What checkov's findings come to, exceptions considered. */
export interface CheckovVerdict {
  readonly passed: number;
  /** Findings that have a reason to stay. */
  readonly excepted: number;
  /** Everything that makes the check fail, one line each. */
  readonly problems: readonly string[];
}

/**
 * Compares checkov's report with the exceptions: every finding needs one, every exception needs a finding. No
 * passed check means that checkov read nothing, which it reports as a success.
 * @throws z.ZodError when the output is none of checkov's
 */
export function checkovVerdict(output: string, exceptions: readonly CheckovException[]): CheckovVerdict {
  const all = reports.parse(JSON.parse(output));
  const passed = all.reduce((sum, { results }) => sum + results.passed_checks.length, 0);
  const failed = all.flatMap(({ results }) => results.failed_checks);
  const matches = (exception: CheckovException, one: z.infer<typeof finding>): boolean =>
    exception.check === one.check_id && exception.resources.includes(one.resource);
  const unexplained = failed.filter((one) => !exceptions.some((exception) => matches(exception, one)));
  const stale = exceptions.flatMap(({ check, resources }) =>
    resources
      .filter((resource) => !failed.some((one) => one.check_id === check && one.resource === resource))
      .map((resource) => `${check} ${resource}: is an exception, and no longer a finding`),
  );
  return {
    passed,
    excepted: failed.length - unexplained.length,
    problems: [
      ...(passed === 0 ? ["checkov passed nothing: it did not read the stack"] : []),
      ...all.flatMap(({ results }) => results.parsing_errors.map((file) => `checkov cannot parse ${file}`)),
      ...unexplained.map((one) => `${one.check_id} ${one.resource}: ${one.check_name}`),
      ...stale,
    ],
  };
}
