import type { TflintException } from "./tflint-exceptions";
import type { TflintIssue, TflintReport } from "./tflint-report";

/** What tflint found in one folder. */
export interface LintedFolder {
  readonly subject: string;
  readonly report: TflintReport;
}

/** Compares what tflint found with the exceptions: every issue needs one, every exception needs an issue. */
export function tflintVerdict(
  folders: readonly LintedFolder[],
  exceptions: readonly TflintException[],
): { readonly summary: readonly string[]; readonly problems: readonly string[] } {
  const found = folders.flatMap(({ subject, report }) => report.issues.map((issue) => ({ subject, issue })));
  const unexplained = found.filter((one) => !exceptions.some((exception) => explains(exception, one)));
  const stale = exceptions.filter((exception) => !found.some((one) => explains(exception, one)));
  return {
    summary: folders.map(({ subject, report }) => `${subject}: ${counted(report.issues.length)}`),
    problems: [
      ...folders.flatMap(({ subject, report }) => report.errors.map((error) => `${subject}: ${error}`)),
      ...unexplained.map(({ subject, issue }) => `${subject}: ${issue.rule} ${issue.file}: ${issue.message}`),
      ...stale.map(
        ({ subject, rule, name }) => `${subject}: ${rule} "${name}": is an exception, and no longer an issue`,
      ),
    ],
  };
}

function counted(issues: number): string {
  return issues === 1 ? "1 issue" : `${issues} issues`;
}

function explains(
  { subject, rule, name }: TflintException,
  found: { readonly subject: string; readonly issue: TflintIssue },
): boolean {
  return subject === found.subject && rule === found.issue.rule && found.issue.message.includes(`"${name}"`);
}
