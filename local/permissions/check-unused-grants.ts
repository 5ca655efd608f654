import { matchesPattern } from "./patterns";
import type { StatementUse } from "./statement-use";
import type { UnusedGrant } from "./unused-grants";

/** The reason why a use of no run is granted all the same; undefined when nobody has given one. */
export function reasonFor(use: StatementUse, grants: readonly UnusedGrant[]): string | undefined {
  return grants.find((grant) => isOf(use, grant))?.because;
}

/**
 * Holds the list of unused grants to what was measured.
 *
 * @returns one line for each grant that no run uses and the list does not know, and for each entry that does not hold
 */
export function unusedGrantProblems(
  uses: readonly StatementUse[],
  grants: readonly UnusedGrant[],
): readonly string[] {
  const unknown = uses
    .filter((use) => use.times === 0 && reasonFor(use, grants) === undefined)
    .map(
      (use) =>
        `${use.policy}, ${use.statement}: no run uses ${use.action} on ${use.resource}: take it out of the policy, or ` +
        "list it in local/permissions/unused-grants.ts with the reason why it stays",
    );
  return [...unknown, ...grants.flatMap((grant) => staleness(grant, uses))];
}

function staleness(grant: UnusedGrant, uses: readonly StatementUse[]): string[] {
  const { policy, statement, resource = "*" } = grant;
  return grant.actions.flatMap((action) => {
    const entry = `local/permissions/unused-grants.ts: ${action} on ${resource} in ${policy}, ${statement}`;
    const matching = uses.filter((use) => isOf(use, { ...grant, actions: [action] }));
    if (matching.length === 0) return [`${entry}: there is no such grant: take the entry out`];
    return matching
      .filter(({ times }) => times > 0)
      .map((use) => `${entry}: is used for ${use.neededFor.join("; ")}: take the entry out`);
  });
}

function isOf(use: StatementUse, { policy, statement, actions, resource = "*" }: UnusedGrant): boolean {
  return (
    use.policy === policy &&
    use.statement === statement &&
    actions.includes(use.action) &&
    matchesPattern(resource, use.resource)
  );
}
