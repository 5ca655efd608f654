import { assumesRole, policyHolder, type GoverningPolicies } from "./governing-policies";
import { listOf, matchesPattern } from "./patterns";
import { isServicePrincipal, roleOfSession } from "./principals";
import type { AccessRequest, StatementName } from "./types";

/** Which policy is to be changed. */
export type Side = "identity" | "resource" | "trust";

type Statement = Readonly<Record<string, unknown>>;
type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The policy's name, or words for one that does not exist yet. */
export function policyToChange(request: AccessRequest, governing: GoverningPolicies, side: Side): string {
  if (side === "identity") return governing.identity[0]?.name ?? `a policy of ${whose(request.principal)}`;
  return governing.resource?.name ?? `the policy of ${policyHolder(request.resource)}`;
}

/** A statement that allows the request and those of its kind, and no more. */
export function allowingStatement(
  request: AccessRequest,
  governing: GoverningPolicies,
  side: Side,
): Statement {
  const { action, resource } = request;
  const conditions = tightConditions(request);
  return {
    Sid: statementId(action),
    Effect: "Allow",
    ...(side === "identity" ? {} : { Principal: principalElement(request.principal) }),
    Action: action,
    ...(side === "trust"
      ? {}
      : { Resource: namedAlready(resource, governing, side) ?? resourceElement(request, side) }),
    ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
  };
}

/** The Deny statement that decided, with an exception for this principal. */
export function exceptingStatement(
  request: AccessRequest,
  { identity, resource }: GoverningPolicies,
  name: StatementName,
): Statement {
  const policies = resource === undefined ? identity : [...identity, resource];
  const statements = policies.find((policy) => policy.name === name.policy)?.document.Statement ?? [];
  const denying = statements.find(
    (statement, index) => statement["Sid"] === name.statement || `#${index + 1}` === name.statement,
  );
  const conditions = (denying?.["Condition"] ?? {}) as Conditions;
  const [operator, key, value] = isServicePrincipal(request.principal)
    ? (["StringNotEquals", "aws:PrincipalServiceName", request.principal] as const)
    : (["ArnNotEquals", "aws:PrincipalArn", whose(request.principal)] as const);
  const known = conditions[operator]?.[key];
  const values = known === undefined ? value : [known, value].flat();
  return { ...denying, Condition: { ...conditions, [operator]: { ...conditions[operator], [key]: values } } };
}

/** `AllowS3GetObject`: letters and digits, as IAM wants them. */
function statementId(action: string): string {
  const parts = action.split(/[^A-Za-z0-9]/).map((part) => part.charAt(0).toUpperCase() + part.slice(1));
  return `Allow${parts.join("")}`;
}

function whose(principal: string): string {
  return roleOfSession(principal) ?? principal;
}

function principalElement(principal: string): Readonly<Record<string, string>> {
  return isServicePrincipal(principal) ? { Service: principal } : { AWS: whose(principal) };
}

/** The narrowest pattern of a resource that the role's policies have for other actions. */
function namedAlready(resource: string, { identity }: GoverningPolicies, side: Side): string | undefined {
  if (side !== "identity") return undefined;
  return identity
    .flatMap(({ document }) => document.Statement.filter(({ Effect }) => Effect === "Allow"))
    .flatMap((statement) => listOf(statement["Resource"]))
    .filter((pattern) => pattern !== "*" && !pattern.includes("${") && matchesPattern(pattern, resource))
    .toSorted((one, other) => other.length - one.length)[0];
}

/**
 * Names that are made afresh for each export are left open; a key's policy speaks of its own key. In a bucket of another
 * account the first segment says whose the files are.
 */
function resourceElement({ resource, ...request }: AccessRequest, side: Side): string {
  if (side === "resource" && /^arn:[\w-]+:kms:/.test(resource)) return "*";
  const holder = policyHolder(resource);
  const isOthers = request.resourceAccountId !== request.principalAccountId;
  const [, segment] = /^\/([^/]+)\//.exec(resource.slice(holder.length)) ?? [];
  if (holder !== resource)
    return isOthers && segment !== undefined ? `${holder}/${segment}/*` : `${holder}/*`;
  return resource.replace(/(:rds:[^:]*:\d{12}:snapshot:|:log-stream:).*$/, "$1*");
}

/** What distinguishes the request from others that the statement should not allow. */
function tightConditions({ context, principal, ...request }: AccessRequest): Conditions {
  const given = (key: string): string | undefined => {
    const value = context[key];
    return typeof value === "string" ? value : undefined;
  };
  const sourceArn = given("aws:SourceArn");
  const sourceAccount = given("aws:SourceAccount");
  const isService = isServicePrincipal(principal) && !assumesRole(request);
  const [, firstSegment] = /^([^/]+)\//.exec(given("s3:prefix") ?? "") ?? [];
  const passedTo = given("iam:PassedToService");
  return {
    ...(isService && sourceArn !== undefined ? { ArnLike: { "aws:SourceArn": sourceArn } } : {}),
    ...(given("kms:GrantIsForAWSResource") === "true"
      ? { Bool: { "kms:GrantIsForAWSResource": "true" } }
      : {}),
    ...(firstSegment === undefined ? {} : { StringLike: { "s3:prefix": `${firstSegment}/*` } }),
    ...stringEquals({
      ...(isService && sourceArn === undefined && sourceAccount !== undefined
        ? { "aws:SourceAccount": sourceAccount }
        : {}),
      ...(passedTo === undefined ? {} : { "iam:PassedToService": passedTo }),
    }),
  };
}

function stringEquals(keys: Readonly<Record<string, string>>): Conditions {
  return Object.keys(keys).length === 0 ? {} : { StringEquals: keys };
}
