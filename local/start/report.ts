import Table from "cli-table3";
import { callLines } from "./call-lines";
import { ZONE_BUCKET } from "./landing-zone";
import type { KeptAccount } from "./kept-account";
import { personPath } from "./person-path";
import type {
  DeadLetterResult,
  FailedCallResult,
  RunResult,
  SnapshotResult,
  TableResult,
} from "./run-result";

/** The report of a run for a person, as lines. */
export function reportLines(
  result: RunResult,
  shown: { readonly calls: boolean; readonly report?: string } = { calls: false },
): string[] {
  return [
    ...(shown.calls ? ["", "Calls:", ...callLines(result.calls)] : []),
    "",
    ...result.snapshots.flatMap(snapshotLines),
    ...failedCallLines(result.failedCalls),
    ...letterLines(result.deadLetters),
    ...verdictLines(result),
    ...filesLines(result),
    ...(shown.report === undefined ? [] : [`The report: ${personPath(shown.report)}`]),
    ...(result.account === null ? [] : accountLines(result.account)),
  ];
}

/** What to type to look around; the credentials are good for this endpoint alone. */
function accountLines({ environment, environmentFile, profiles }: KeptAccount): string[] {
  return [
    "",
    "The account stays up until Ctrl-C. In another terminal:",
    "",
    `  source ${environmentFile}        # or:`,
    ...Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`),
    "",
    "  aws rds describe-db-snapshots --output table",
    `  aws s3 ls --recursive s3://${ZONE_BUCKET}/`,
    '  aws sqs list-queues --endpoint-url "$AWS_ENDPOINT_URL"     # version 1 of the CLI needs it for sqs',
    "  aws rds create-db-snapshot --db-instance-identifier <instance> --db-snapshot-identifier mine",
    "",
    `Profiles, for aws --profile: ${profiles.join(", ")}. What happens is told here:`,
  ];
}

function snapshotLines({ identifier, tables, unexported, undocumented }: SnapshotResult): string[] {
  if (tables.length === 0) return [];
  return [
    `Snapshot ${identifier}`,
    ...tableLines(tables),
    ...listed(
      "Not exported, as RDS would not:",
      unexported.map(({ name, reason }) => `${name}: ${reason}`),
    ),
    ...listed(
      "As PostgreSQL writes them, since AWS documents no form for their types:",
      undocumented.map(({ table, column, type }) => `${table}.${column} (${type})`),
    ),
    "",
  ];
}

/** As many lines of a list as a person reads; `--json` and `--report` have them all. */
const LISTED = 20;

function listed(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length - LISTED;
  return [
    title,
    ...lines.slice(0, LISTED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
  ];
}

function tableLines(tables: readonly TableResult[]): string[] {
  const table = new Table({
    head: ["table", "rows in snapshot", "rows landed", "checksum", "", "files", "bytes"],
    colAligns: ["left", "right", "right", "left", "left", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const each of tables)
    table.push([
      each.table,
      count(each.rowsInSnapshot),
      count(each.rowsLanded),
      each.matches
        ? short(each.checksumLanded)
        : `${short(each.checksumInSnapshot)} ≠ ${short(each.checksumLanded)}`,
      each.matches ? "match" : "DIFFERS",
      count(each.files),
      count(each.bytes),
    ]);
  const [first] = tables;
  const where = first === undefined ? [] : [`Landed at s3://${commonPath(tables.map(({ path }) => path))}`];
  return [...table.toString().split("\n"), ...where];
}

/** Paths of one snapshot differ in the table alone. */
function commonPath(paths: readonly string[]): string {
  const parts = paths.map((path) => path.split("/"));
  return (parts[0] ?? [])
    .map((part, index) => (parts.every((each) => each[index] === part) ? part : "<table>"))
    .join("/");
}

function failedCallLines(failed: readonly FailedCallResult[]): string[] {
  if (failed.length === 0) return [];
  const lines = failed.map(
    ({ operation, error, status, times, resource }) =>
      `  ${times} × ${operation}: ${status} ${error} (${resource})`,
  );
  return ["Calls of the functions that were refused:", ...lines, ""];
}

/** Letters that say the same of the same are shown once. */
function letterLines(deadLetters: readonly DeadLetterResult[]): string[] {
  const counts = new Map<string, number>();
  for (const each of deadLetters) {
    const words = letterWords(each).join("\n");
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].flatMap(([words, times]) => [
    ...(times === 1 ? [] : [`${times} times:`]),
    ...words.split("\n"),
    "",
  ]);
}

function letterWords({ queue, body, letter }: DeadLetterResult): string[] {
  if (letter === undefined) return [`In dead-letter queue ${queue}, moved there by SQS:`, `  ${body}`];
  return [
    `In dead-letter queue ${queue}: ${letter.code}`,
    `  what happened  ${letter.reason}`,
    `  what to do     ${letter.remedy}`,
    `  snapshot       ${letter.snapshot ?? "none known"}`,
    `  export task    ${letter.exportTask ?? "none"}`,
    `  the message    ${letter.original}`,
  ];
}

function verdictLines({ ok, problems, seconds, snapshots }: RunResult): string[] {
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  if (ok)
    return [
      `${tables.length} of ${tables.length} tables landed with the same rows and values, ` +
        `no message is left, the workflow was started once per snapshot. ${seconds.toFixed(1)} s.`,
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

function count(value: number): string {
  return value.toLocaleString("en-GB");
}

function short(checksum: string): string {
  return checksum.slice(0, 12);
}
