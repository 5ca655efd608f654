import { callLines } from "./call-lines";
import { accountLines } from "./account-lines";
import { letterLines } from "./letter-lines";
import { personPath } from "./person-path";
import type { FailedCallResult, RunResult } from "./run-result";
import { snapshotLines } from "./snapshot-lines";

/** The report of a run for a person, as lines. */
export function reportLines(
  result: RunResult,
  shown: { readonly calls: boolean; readonly report?: string } = { calls: false },
): string[] {
  return [
    ...(shown.calls ? ["", "Calls:", ...callLines(result.calls)] : []),
    "",
    ...result.snapshots.flatMap((snapshot) => snapshotLines(snapshot)),
    ...failedCallLines(result.failedCalls),
    ...letterLines(result.deadLetters),
    ...verdictLines(result),
    ...filesLines(result),
    ...(shown.report === undefined ? [] : [`The report: ${personPath(shown.report)}`]),
    ...(result.account === null ? [] : accountLines(result.account)),
  ];
}

function failedCallLines(failed: readonly FailedCallResult[]): string[] {
  if (failed.length === 0) return [];
  const lines = failed.map(
    ({ operation, error, status, times, resource }) =>
      `  ${times} × ${operation}: ${status} ${error} (${resource})`,
  );
  return ["Calls of the functions that were refused:", ...lines, ""];
}

function verdictLines({ ok, problems, seconds, snapshots, calls }: RunResult): string[] {
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  if (ok)
    return [
      `${tables.length} of ${tables.length} tables landed with the same rows and values, ` +
        `no message is left, the workflow was started once per snapshot. ${seconds.toFixed(1)} s.`,
      `${calls.filter(({ access }) => access.length > 0).length} calls were put to the policies that deploy; none was denied.`,
    ];
  return [`Not as it should be (${seconds.toFixed(1)} s):`, ...problems.map((problem) => `  - ${problem}`)];
}

function filesLines({ directory, terraformJson, ok }: RunResult): string[] {
  const files =
    directory === null
      ? ["Nothing else was kept: npm start -- --keep keeps the landed files and the logs, too."]
      : [
          `Kept in ${directory}: the buckets' files in s3/<bucket>/objects/ (capitals and signs of a key`,
          "as %xx), what the functions logged and every AWS call in logs/.",
        ];
  const next = ok
    ? [
        "Next: npm run synth writes the Terraform JSON for AWS to cdktf.out/stacks/data-platform; fill in",
        "config/env.tfvars.example, then terraform init, plan and apply there. README.md has the steps.",
      ]
    : [];
  return ["", `The Terraform JSON that was deployed: ${terraformJson}`, ...files, ...next];
}
