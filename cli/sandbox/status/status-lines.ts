import { columns } from "./columns";
import { costLines } from "./cost-lines";
import { leftOverLines } from "./left-over-lines";
import type { StatusReport } from "./report";

/** The report in words, for a terminal. */
export function statusLines(report: StatusReport): readonly string[] {
  const { identifierPrefix, region, accountId, at } = report;
  return [
    `Sandbox ${identifierPrefix} in account ${accountId}, ${region}, ${at.slice(0, 19)}Z`,
    ...section("Deployed", deployedLines(report)),
    ...section("Runs now", runningLines(report)),
    ...section(costTitle(report), costLines(report.costs)),
    ...section("Left over", leftOverLines(report)),
    ...(report.notRead.length === 0 ? [] : section("Could not be looked at", report.notRead)),
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] => [
  "",
  title,
  ...lines.map((line) => `  ${line}`),
];

const DEPLOYED = {
  whole: "everything is there",
  "in part":
    "in part: what is missing comes with `terraform apply`, what is there goes with `terraform destroy`",
  none: "nothing is there",
  unknown: "not all could be looked at",
} as const satisfies Record<StatusReport["deployed"], string>;

function deployedLines({ deployed, parts }: StatusReport): readonly string[] {
  const rows = parts.map(({ part, name, state, words }) => [
    part,
    name,
    state === "there" ? words : state === "missing" ? "MISSING" : `NOT READ: ${words}`,
  ]);
  return [DEPLOYED[deployed], ...(deployed === "none" ? [] : columns(rows))];
}

function runningLines({ running }: StatusReport): readonly string[] {
  if (running.length === 0)
    return ["nothing: no snapshot is being made, no export runs, no message is in a queue"];
  return columns(running.map(({ what, name, words }) => [what, name, words]));
}

function costTitle({ costs: { asOf, region } }: StatusReport): string {
  const source = asOf === null ? "no list prices are known here for" : `AWS's list prices of ${asOf} for`;
  return `Costs by the hour, in US dollars without tax (${source} ${region})`;
}
