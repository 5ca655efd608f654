import type { GoverningPolicies } from "./governing-policies";
import { listOf, matchesPattern } from "./patterns";
import { statementId } from "./stack-statements";
import type { AccessRequest } from "./types";

type Statement = Readonly<Record<string, unknown>>;

/**
 * The first Allow statement that is about this action on this resource and has a condition: when nothing allows the
 * request, that condition is what stands in the way.
 *
 * @param context every condition key of the request
 */
export function nearMiss(
  request: AccessRequest,
  { identity, resource }: GoverningPolicies,
  context: Readonly<Record<string, string | readonly string[]>>,
): string | undefined {
  for (const { name, document } of resource === undefined ? identity : [...identity, resource])
    for (const [index, statement] of document.Statement.entries())
      if (isAbout(statement, request) && statement["Condition"] !== undefined)
        return (
          `Statement ${statementId(statement, index)} of ${name} allows it but for its condition ` +
          `${JSON.stringify(statement["Condition"])}: the request has ${values(statement["Condition"], context)}`
        );
  return undefined;
}

function isAbout(statement: Statement, { action, resource }: AccessRequest): boolean {
  const resources = listOf(statement["Resource"]);
  return (
    statement["Effect"] === "Allow" &&
    listOf(statement["Action"]).some((pattern) => matchesPattern(pattern, action, "i")) &&
    (resources.length === 0 || resources.some((pattern) => matchesPattern(pattern, resource)))
  );
}

/** What the request has for each key that the condition asks for. */
function values(condition: unknown, context: Readonly<Record<string, string | readonly string[]>>): string {
  const given = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  const keys = Object.values(condition as Readonly<Record<string, object>>).flatMap((test) =>
    Object.keys(test),
  );
  return keys
    .map((key) => {
      const value = given.get(key.toLowerCase());
      return value === undefined ? `no ${key}` : `${key}=${[value].flat().join(",")}`;
    })
    .join(", ");
}
