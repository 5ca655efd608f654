import { roleOfSession } from "./principals";
import { listOf, matchesPattern } from "./patterns";
import { statementsOf, type PlacedStatement } from "./stack-statements";
import type { StatementUse } from "./statement-use";
import type { AccessRequest, DecidedAccess, PolicySet } from "./types";

/** A call, and what the policies said to it. */
export interface DecidedCall {
  /** Such as `CopyObject`, or with its service `s3:CopyObject`. */
  readonly operation: string;
  readonly access: readonly DecidedAccess[];
}

/** A request that was allowed, and what for. */
interface Allowed {
  readonly request: AccessRequest;
  readonly neededFor: string;
  /** `policy statement`, of every statement that allows it. */
  readonly by: ReadonlySet<string>;
}

/**
 * How often each action on each resource that a policy allows was used. A statement counts as used by every request
 * that it matches, whether or not another statement would have sufficed.
 *
 * @param names of the policies that are measured
 */
export function statementUses(
  policies: PolicySet,
  calls: readonly DecidedCall[],
  names: readonly string[],
): readonly StatementUse[] {
  const allowed = calls.flatMap(allowedBy);
  return statementsOf(policies, names)
    .filter(({ body }) => body["Effect"] === "Allow")
    .flatMap((statement) => usesOf(statement, allowed));
}

function allowedBy({ operation, access }: DecidedCall): Allowed[] {
  const name = operation.slice(operation.indexOf(":") + 1);
  return access.flatMap(({ request, decision }) =>
    decision.kind === "allowed"
      ? [
          {
            request,
            neededFor: `${name}: ${request.purpose}`,
            by: new Set(decision.by.map(({ policy, statement }) => `${policy} ${statement}`)),
          },
        ]
      : [],
  );
}

function usesOf(placed: PlacedStatement, allowed: readonly Allowed[]): StatementUse[] {
  const { policy, statement, body, holder, attachedTo } = placed;
  const mine = allowed.filter(
    ({ request, by }) =>
      by.has(`${policy} ${statement}`) &&
      (holder === undefined || holder === (roleOfSession(request.principal) ?? request.principal)),
  );
  return patterns(body, "Action").flatMap((action) =>
    patterns(body, "Resource", attachedTo).map((resource) => {
      const served = mine.filter(
        ({ request }) =>
          covers(action, request.action, "i") &&
          (attachedTo === resource || covers(resource, request.resource)),
      );
      return {
        ...{ policy, statement, action, resource },
        principal: holder ?? principalText(body),
        ...(attachedTo === undefined ? {} : { attachedTo }),
        times: served.length,
        neededFor: [...new Set(served.map(({ neededFor }) => neededFor))].sort(),
      };
    }),
  );
}

/** What the element names, or `not …` for its negation; `instead` where it has neither, as trust policies. */
function patterns(
  body: PlacedStatement["body"],
  element: "Action" | "Resource",
  instead?: string,
): readonly string[] {
  const listed = listOf(body[element]);
  if (listed.length > 0) return listed;
  const excluded = listOf(body[`Not${element}`]);
  if (excluded.length > 0) return [`not ${excluded.join(", ")}`];
  return instead === undefined ? [] : [instead];
}

/** The statement has allowed the request: so what is no plain pattern (a negation, a variable) covers it. */
function covers(pattern: string, text: string, flags: "" | "i" = ""): boolean {
  return pattern.startsWith("not ") || pattern.includes("${") || matchesPattern(pattern, text, flags);
}

function principalText(body: PlacedStatement["body"]): string {
  const principal = body["Principal"] ?? body["NotPrincipal"];
  const named = (
    typeof principal === "object" && principal !== null ? Object.values(principal) : [principal]
  ).flatMap(listOf);
  return `${body["NotPrincipal"] === undefined ? "" : "not "}${named.join(", ")}`;
}
