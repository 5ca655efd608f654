import type { NamedPolicy, PolicySet, StatementName } from "./types";

type StatementBody = Readonly<Record<string, unknown>>;

/** A statement with whom it serves. */
export interface PlacedStatement extends StatementName {
  readonly body: StatementBody;
  /** ARN of the role or user that has the policy; undefined for a policy of a resource or role. */
  readonly holder?: string;
  /** ARN of the resource, or of the role for a trust policy. */
  readonly attachedTo?: string;
}

/** Statements of the policies of these names, in the order of the set: identity, trust, then resource policies. */
export function statementsOf(policies: PolicySet, names: readonly string[]): readonly PlacedStatement[] {
  const identity = [...policies.identity].flatMap(([holder, held]) =>
    held.flatMap((policy) => placed(policy, { holder })),
  );
  const attached = [...policies.trust, ...policies.resource].flatMap(([attachedTo, policy]) =>
    placed(policy, { attachedTo }),
  );
  return [...identity, ...attached].filter(({ policy }) => names.includes(policy));
}

function placed(
  { name, document }: NamedPolicy,
  where: { holder: string } | { attachedTo: string },
): PlacedStatement[] {
  return document.Statement.map((body, index) => ({
    policy: name,
    statement: statementId(body, index),
    body,
    ...where,
  }));
}

/** Its Sid, or its place counted from 1. */
export function statementId(body: StatementBody, index: number): string {
  return typeof body["Sid"] === "string" ? body["Sid"] : `#${index + 1}`;
}
