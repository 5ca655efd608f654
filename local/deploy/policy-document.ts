import * as z from "zod";

const texts = z.array(z.string());
const principals = z.array(z.strictObject({ type: z.string(), identifiers: texts.min(1) })).default([]);

const statement = z.strictObject({
  sid: z.string().optional(),
  effect: z.enum(["Allow", "Deny"]).default("Allow"),
  actions: texts.default([]),
  not_actions: texts.default([]),
  resources: texts.default([]),
  not_resources: texts.default([]),
  principals,
  not_principals: principals,
  condition: z
    .array(z.strictObject({ test: z.string(), variable: z.string(), values: texts.min(1) }))
    .default([]),
});

/** The arguments of data source `aws_iam_policy_document` that the product uses; others are refused. */
export const policyDocumentArguments = z.strictObject({
  version: z.enum(["2008-10-17", "2012-10-17"]).default("2012-10-17"),
  policy_id: z.string().optional(),
  statement: z.array(statement).default([]),
});

type Statement = z.infer<typeof statement>;

/**
 * Renders a policy document as the Terraform provider does: one-element lists become the element, and `&{…}`
 * becomes IAM's own `${…}`.
 *
 * @returns the JSON text (attribute `json` of the data source)
 */
export function renderPolicyDocument(given: z.infer<typeof policyDocumentArguments>): string {
  return JSON.stringify({
    Version: given.version,
    ...(given.policy_id === undefined ? {} : { Id: given.policy_id }),
    Statement: given.statement.map(renderStatement),
  });
}

function renderStatement(given: Statement): Record<string, unknown> {
  return {
    ...(given.sid === undefined || given.sid === "" ? {} : { Sid: given.sid }),
    Effect: given.effect,
    ...renderPrincipals("Principal", given.principals),
    ...renderPrincipals("NotPrincipal", given.not_principals),
    ...renderList("Action", given.actions),
    ...renderList("NotAction", given.not_actions),
    ...renderList("Resource", given.resources),
    ...renderList("NotResource", given.not_resources),
    ...renderConditions(given.condition),
  };
}

function renderList(key: string, values: readonly string[]): Record<string, unknown> {
  return values.length === 0 ? {} : { [key]: oneOrMany(values.map(policyVariables)) };
}

function renderPrincipals(key: string, given: Statement["principals"]): Record<string, unknown> {
  if (given.length === 0) return {};
  const [first] = given;
  if (given.length === 1 && first?.type === "*" && first.identifiers.includes("*")) return { [key]: "*" };
  const byType = new Map<string, string[]>();
  for (const { type, identifiers } of given)
    byType.set(type, [...(byType.get(type) ?? []), ...identifiers.map(policyVariables)]);
  return { [key]: Object.fromEntries([...byType].map(([type, values]) => [type, oneOrMany(values)])) };
}

function renderConditions(given: Statement["condition"]): Record<string, unknown> {
  if (given.length === 0) return {};
  const tests = new Map<string, Map<string, string[]>>();
  for (const { test, variable, values } of given) {
    const variables = tests.get(test) ?? new Map<string, string[]>();
    variables.set(variable, [...(variables.get(variable) ?? []), ...values.map(policyVariables)]);
    tests.set(test, variables);
  }
  const rendered = [...tests].map(([test, variables]) => [
    test,
    Object.fromEntries([...variables].map(([variable, values]) => [variable, oneOrMany(values)])),
  ]);
  return { Condition: Object.fromEntries(rendered) as unknown };
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}

function policyVariables(text: string): string {
  return text.replaceAll("&{", "${");
}
