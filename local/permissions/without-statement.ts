import { listOf } from "./patterns";
import { statementId } from "./stack-statements";
import type { NamedPolicy, PolicySet, StatementName } from "./types";

type StatementBody = Readonly<Record<string, unknown>>;

/** The same policies without one statement. */
export function withoutStatement(policies: PolicySet, name: StatementName): PolicySet {
  return changed(policies, name, () => []);
}

/** The same policies, where one statement lacks one of its actions; without the statement if it has no other. */
export function withoutAction(policies: PolicySet, name: StatementName, action: string): PolicySet {
  return changed(policies, name, (body) => {
    const left = listOf(body["Action"]).filter((other) => other !== action);
    return left.length === 0 ? [] : [{ ...body, Action: left }];
  });
}

/** The same policies with one statement more, or with one in the place of that of the same Sid. */
export function withStatement(policies: PolicySet, policy: string, statement: StatementBody): PolicySet {
  return mapPolicies(policies, (given) => {
    if (given.name !== policy) return given;
    const others = given.document.Statement.filter(
      ({ Sid }) => Sid === undefined || Sid !== statement["Sid"],
    );
    return { ...given, document: { ...given.document, Statement: [...others, statement] } };
  });
}

function changed(
  policies: PolicySet,
  { policy, statement }: StatementName,
  change: (body: StatementBody) => readonly StatementBody[],
): PolicySet {
  return mapPolicies(policies, (given) =>
    given.name === policy
      ? {
          ...given,
          document: {
            ...given.document,
            Statement: given.document.Statement.flatMap((body, index) =>
              statementId(body, index) === statement ? change(body) : [body],
            ),
          },
        }
      : given,
  );
}

function mapPolicies(
  { identity, trust, resource }: PolicySet,
  change: (policy: NamedPolicy) => NamedPolicy,
): PolicySet {
  const each = (given: ReadonlyMap<string, NamedPolicy>): ReadonlyMap<string, NamedPolicy> =>
    new Map([...given].map(([arn, policy]) => [arn, change(policy)]));
  return {
    identity: new Map([...identity].map(([arn, held]) => [arn, held.map(change)])),
    trust: each(trust),
    resource: each(resource),
  };
}
