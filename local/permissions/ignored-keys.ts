import { PolicyError } from "./policy-error";
import type { Question } from "./question";
import { statementId } from "./stack-statements";
import type { NamedPolicy } from "./types";

/** Keys that AWS has and the simulator does not: it may leave them out as long as no policy asks for them. */
const NOT_SIMULATED = /^kms:EncryptionContext:/i;

/**
 * @param ignored condition keys of the request that the simulator has left out of account
 * @throws PolicyError when the decision could be another with them
 */
export function refuseIgnoredKeys(ignored: readonly string[], question: Question): void {
  const wrong = ignored.filter((key) => !NOT_SIMULATED.test(key) || isAskedFor(key, question));
  if (wrong.length > 0) throw new PolicyError(ignoredText(wrong, question));
}

/** Names the statements with such a key, because they would be decided as if the request did not have it. */
function ignoredText(keys: readonly string[], question: Question): string {
  const statements = policiesOf(question).flatMap(({ name, document }) =>
    document.Statement.flatMap((statement, index) =>
      keys.some((key) => mentions(statement, key))
        ? [`${name}, statement ${statementId(statement, index)}`]
        : [],
    ),
  );
  return (
    `the simulator leaves ${keys.join(", ")} of a request for ${question.action} on ${question.resource} out of ` +
    `account${statements.length > 0 ? `, which decides ${statements.join("; ")}` : ""}. Expected condition keys that the ` +
    "service authorization reference lists for the action: correct the need, or the policy's condition"
  );
}

function isAskedFor(key: string, question: Question): boolean {
  return policiesOf(question).some(({ document }) =>
    document.Statement.some((statement) => mentions(statement, key)),
  );
}

function mentions(statement: Readonly<Record<string, unknown>>, key: string): boolean {
  return JSON.stringify(statement["Condition"] ?? {})
    .toLowerCase()
    .includes(`"${key.toLowerCase()}"`);
}

function policiesOf({ identityPolicies, resourcePolicy }: Question): readonly NamedPolicy[] {
  return resourcePolicy === undefined ? identityPolicies : [...identityPolicies, resourcePolicy];
}
