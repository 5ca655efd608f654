import * as z from "zod";
import { PolicyError } from "./policy-error";
import type { PolicyDocument } from "./types";

/**
 * Where a policy stands decides what its statements must have. A queue's may have none without a principal: SQS takes
 * it, and it speaks of nobody; it is left out.
 */
export type PolicyKind = "identity" | "resource" | "queue" | "trust";

const texts = z.union([z.string(), z.array(z.string()).min(1)]);
const actions = z
  .union([z.string(), z.array(z.string()).min(1)])
  .refine((given) => [given].flat().every((action) => /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action)), {
    message: "expected `*` or actions such as s3:GetObject",
  });
/** All six parts, though a part may be a star: AWS takes nothing else, and the simulator takes a torso for a match. */
const resources = z
  .union([z.string(), z.array(z.string()).min(1)])
  .refine(
    (given) => [given].flat().every((arn) => arn === "*" || /^(?:arn:([^:]*:){4}.+|\$\{.*)$/s.test(arn)),
    {
      message: "expected `*` or ARNs of six parts, such as arn:aws:s3:::bucket/*",
    },
  );
const principals = z.union([
  z.literal("*"),
  z.partialRecord(z.enum(["AWS", "Service", "Federated", "CanonicalUser"]), texts),
]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** IAM user guide, reference_policies_elements_condition_operators. */
const OPERATOR =
  /^(?:ForAllValues:|ForAnyValue:)?(?:String(?:Not)?Equals(?:IgnoreCase)?|String(?:Not)?Like|Numeric(?:Not)?Equals|Numeric(?:Less|Greater)Than(?:Equals)?|Date(?:Not)?Equals|Date(?:Less|Greater)Than(?:Equals)?|Bool|BinaryEquals|(?:Not)?IpAddress|Arn(?:Not)?(?:Equals|Like))(?:IfExists)?$|^Null$/i;
const conditions = z
  .record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar).min(1)])))
  .refine((given) => Object.keys(given).every((operator) => OPERATOR.test(operator)), {
    message: "expected condition operators, such as StringEquals",
  });

/** The elements of a statement (IAM user guide, reference_policies_elements). */
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Principal: principals.optional(),
  NotPrincipal: principals.optional(),
  Action: actions.optional(),
  NotAction: actions.optional(),
  Resource: resources.optional(),
  NotResource: resources.optional(),
  Condition: conditions.optional(),
});
type Statement = z.infer<typeof statement>;

const policyDocument = z.strictObject({
  Version: z.enum(["2008-10-17", "2012-10-17"]).optional(),
  Id: z.string().optional(),
  Statement: z.preprocess((given) => [given].flat(), z.array(statement).min(1)),
});

/** A Terraform reference that nobody resolved; IAM's own variables have a colon (`${aws:username}`, `${*}`). */
const UNRESOLVED = /[$%]\{(?![\w-]+:[^{}]*\}|[*?$]\})[^}]*\}?/;

/**
 * Reads a policy.
 *
 * @param text JSON
 * @param address whose it is, for messages
 * @throws PolicyError for anything that AWS would not take as a policy of this kind, and for unresolved references:
 *   the simulator takes a resource that holds one for a match
 */
export function parsePolicyDocument(text: string, kind: PolicyKind, address: string): PolicyDocument {
  const result = policyDocument.safeParse(parseJson(text, address));
  if (!result.success) throw new PolicyError(`${address} holds no policy: ${z.prettifyError(result.error)}`);
  const problems = [
    ...result.data.Statement.flatMap((given, index) =>
      statementProblems(given, kind).map(
        (problem) => `statement ${given.Sid ?? `#${index + 1}`}: ${problem}`,
      ),
    ),
    ...repeatedSids(result.data.Statement),
  ];
  const [unresolved] = UNRESOLVED.exec(text) ?? [];
  if (unresolved !== undefined) problems.push(`${unresolved} is not resolved`);
  if (problems.length > 0)
    throw new PolicyError(`${address} holds no ${kind} policy: ${problems.join("; ")}`);
  const { Version, Id, Statement } = result.data;
  return {
    ...(Version === undefined ? {} : { Version }),
    ...(Id === undefined ? {} : { Id }),
    Statement: Statement.filter(
      ({ Principal, NotPrincipal }) => kind !== "queue" || (Principal ?? NotPrincipal) !== undefined,
    ).map(withoutAbsent),
  };
}

function parseJson(text: string, address: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyError(`${address} holds no policy: expected JSON, got ${text.slice(0, 80)}`, {
      cause: error,
    });
  }
}

/** Whether a statement says whom it speaks of. */
const WHO = { identity: "never", resource: "named", queue: "perhaps", trust: "named" } as const;

function statementProblems(given: Statement, kind: PolicyKind): string[] {
  const exactlyOne = (one: keyof Statement, other: keyof Statement): string[] =>
    (given[one] === undefined) === (given[other] === undefined) ? [`expected either ${one} or ${other}`] : [];
  const none = (...keys: (keyof Statement)[]): string[] =>
    keys.filter((key) => given[key] !== undefined).map((key) => `${key} has no place in it`);
  const about = kind === "trust" ? none("Resource", "NotResource") : exactlyOne("Resource", "NotResource");
  const who = WHO[kind] === "named" ? exactlyOne("Principal", "NotPrincipal") : [];
  const nobody = WHO[kind] === "never" ? none("Principal", "NotPrincipal") : [];
  return [...exactlyOne("Action", "NotAction"), ...about, ...who, ...nobody];
}

function repeatedSids(statements: readonly Statement[]): string[] {
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined || Sid === "" ? [] : [Sid]));
  return sids
    .filter((sid, index) => sids.indexOf(sid) !== index)
    .map((sid) => `there are two statements ${sid}`);
}

function withoutAbsent(given: Statement): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => value !== undefined && !(key === "Sid" && value === "")),
  );
}
