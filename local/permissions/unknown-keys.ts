import { PolicyError } from "./policy-error";
import { statementId } from "./stack-statements";
import type { NamedPolicy } from "./types";

/**
 * Keys that AWS gives to requests and that nothing here could fill in: networks, organisations, tags and sessions are
 * not imitated. A statement that asks for one would be decided as if the request did not have it, and otherwise than in
 * AWS (IAM user guide, reference_policies_condition-keys).
 */
const NOT_HERE =
  /^aws:(?:SourceIp|VpcSourceIp|SourceVpc|SourceVpce|SourceVpcArn|PrincipalOrgID|PrincipalOrgPaths|ResourceOrgID|ResourceOrgPaths|SourceOrgID|SourceOrgPaths|PrincipalTag\/.*|ResourceTag\/.*|userid|TokenIssueTime|MultiFactorAuthAge|SourceIdentity|FederatedProvider|Referer|UserAgent)$/i;

/** @throws PolicyError that names the statements which ask for such keys */
export function refuseUnknownKeys(policies: Iterable<NamedPolicy>): void {
  const problems = [...policies].flatMap(({ name, document }) =>
    document.Statement.flatMap((statement, index) =>
      keysOf(statement["Condition"])
        .filter((key) => NOT_HERE.test(key))
        .map((key) => `${name}, statement ${statementId(statement, index)}, asks for ${key}`),
    ),
  );
  if (problems.length > 0)
    throw new PolicyError(
      `${problems.join("; ")}: the local account has nothing to fill in there, so it would decide otherwise than AWS. ` +
        "Take the condition out for a local run.",
    );
}

function keysOf(condition: unknown): string[] {
  return Object.values((condition ?? {}) as Readonly<Record<string, object>>).flatMap((test) =>
    Object.keys(test),
  );
}
