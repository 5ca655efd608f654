import type { AccessDecision, DecidedAccess, StatementName } from "../permissions/types";
import { DEPLOYER } from "./landing-zone";
import type { CallResult } from "./run-result";

/**
 * The run's call log for a person, by time: for each call time, principal, operation, resource and outcome, and below
 * it what the policies said to each of its needs. The run's own calls (deploying, looking into queues) are counted.
 */
export function callLines(calls: readonly CallResult[]): string[] {
  const own = calls.filter(({ principal }) => principal === DEPLOYER);
  const others = calls.filter(({ principal }) => principal !== DEPLOYER);
  return [
    ...others.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).flatMap(linesOf),
    `Beside these ${own.length} calls of ${shortPrincipal(DEPLOYER)}, who deploys and looks into the queues.`,
  ];
}

function linesOf({
  time,
  principal,
  operation,
  resource,
  status,
  error,
  fault,
  access,
}: CallResult): string[] {
  const outcome = `${status}${error === undefined ? "" : ` ${error}`}`;
  const words = fault === undefined ? "" : `; fault: ${fault}`;
  return [
    `${time.slice(11, 23)} ${shortPrincipal(principal)} ${operation} ${resource} → ${outcome}${words}`,
    ...access.map((each) => `${" ".repeat(12)} ${accessWords(each)}`),
  ];
}

function accessWords({ request, decision }: DecidedAccess): string {
  return `${decision.kind === "allowed" ? "allowed" : "DENIED "} ${request.action} on ${request.resource} ${deciding(decision)} (${request.purpose})`;
}

function deciding(decision: AccessDecision): string {
  if (decision.kind === "allowed") return `by ${decision.by.map(statementWords).join(" and ")}`;
  return decision.by === undefined ? "by no statement" : `by ${statementWords(decision.by)}`;
}

/** `aws_iam_policy.x/ReadQueue`. */
function statementWords({ policy, statement }: StatementName): string {
  return `${policy}/${statement}`;
}

/** A role's or user's name without what every ARN of the run has in common. */
export function shortPrincipal(principal: string): string {
  return principal.replace(/^arn:aws:iam::\d{12}:/, "");
}
