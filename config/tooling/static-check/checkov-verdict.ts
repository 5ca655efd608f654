import type { CheckovException } from "./checkov-exceptions";
import { terraformName, type Finding, type Findings } from "./checkov-report";

/** What checkov found in one configuration. */
export interface Scan {
  /** Such as `module s3-bucket`. */
  readonly subject: string;
  readonly findings: Findings;
  /** Failed checks of the module that this one replaces, where it replaces one. */
  readonly replacedFailed?: number;
}

/** What the scans come to, exceptions considered. */
export interface CheckovVerdict {
  /** One line per scan. */
  readonly summary: readonly string[];
  /** Everything that makes the check fail, one line each. */
  readonly problems: readonly string[];
}

/**
 * Compares what checkov found with the exceptions: every finding needs one, every exception needs a finding in one of
 * the scans. A scan in which nothing passed has not been read, which checkov itself reports as a success.
 * @param options `isComplete`: whether everything has been scanned; otherwise an exception may be for what has not
 */
export function checkovVerdict(
  scans: readonly Scan[],
  exceptions: readonly CheckovException[],
  { isComplete }: { readonly isComplete: boolean },
): CheckovVerdict {
  return {
    summary: scans.map((scan) => summaryOf(scan)),
    problems: [
      ...scans.flatMap((scan) => problemsOf(scan, exceptions)),
      ...(isComplete ? stale(scans, exceptions) : []),
    ],
  };
}

function summaryOf({ subject, findings: { passed, failed }, replacedFailed }: Scan): string {
  const beside =
    replacedFailed === undefined ? "" : ` (the module that this one replaces: ${replacedFailed})`;
  return `${subject}: ${passed.length} passed, ${failed.length} failed${beside}`;
}

function problemsOf({ subject, findings }: Scan, exceptions: readonly CheckovException[]): readonly string[] {
  const { passed, failed, unparsed } = findings;
  const unexplained = failed.filter((one) => !exceptions.some((exception) => explains(exception, one)));
  return [
    ...(passed.length === 0 ? ["checkov passed nothing: it did not read it"] : []),
    ...unparsed.map((file) => `checkov cannot parse ${file}`),
    ...unexplained.map((one) => `${one.check} ${one.resource}: ${one.wants}`),
  ].map((problem) => `${subject}: ${problem}`);
}

function explains({ check, names }: CheckovException, one: Finding): boolean {
  return check === one.check && names.includes(terraformName(one));
}

function stale(scans: readonly Scan[], exceptions: readonly CheckovException[]): readonly string[] {
  const found = new Set(
    scans.flatMap(({ findings }) => findings.failed.map((one) => `${one.check} ${terraformName(one)}`)),
  );
  return exceptions
    .flatMap(({ check, names }) => names.map((name) => `${check} ${name}`))
    .filter((exception) => !found.has(exception))
    .map((exception) => `${exception}: is an exception, and nowhere a finding any more`);
}
