import { MOMENT } from "./moment";
import fc from "fast-check";
import { governingPolicies, policyHolder } from "../../../local/permissions/governing-policies";
import { policyNames, unite } from "../../../local/permissions/policies-of";
import { PolicyAuthority } from "../../../local/permissions/policy-authority";
import { statementsOf } from "../../../local/permissions/stack-statements";
import type { AccessDecision, AccessRequest, PolicySet } from "../../../local/permissions/types";
import { withoutAction, withoutStatement, withStatement } from "../../../local/permissions/without-statement";
import { owners, synthesisedStack, YOU, ZONE_ACCOUNT, ZONE_BUCKET, ZONE_KEY } from "./deployed-stack";

const ACCOUNT = "111122223333";
const { permissions, arn } = synthesisedStack();
const { policies } = permissions;
const queue = arn("aws_sqs_queue.rds_snapshot_to_s3");
const role = arn("aws_iam_role.s3_to_s3_copier_lambda");
const bucket = arn("aws_s3_bucket.rds_export_storage_bucket");

const people = [
  ...permissions.stackPolicies.identity.keys(),
  YOU,
  owners.zone.owner,
  `arn:aws:iam::${ACCOUNT}:role/x`,
];
const services = [
  "sns.amazonaws.com",
  "lambda.amazonaws.com",
  "events.rds.amazonaws.com",
  "ec2.amazonaws.com",
];
const asked: readonly (readonly [action: string, resource: string, context?: AccessRequest["context"]])[] = [
  ["s3:GetObject", `${bucket}/task/db/t/1/a.parquet`],
  ["s3:PutObject", `${ZONE_BUCKET}/housing/db/t/a.parquet`],
  ["s3:ListBucket", ZONE_BUCKET, { "s3:prefix": "housing/db/" }],
  ["s3:ListBucket", bucket],
  ["kms:Decrypt", arn("aws_kms_key.rds_snapshot_to_s3_kms_key")],
  ["kms:GenerateDataKey", ZONE_KEY, { "kms:ViaService": "s3.eu-west-2.amazonaws.com" }],
  ["kms:CreateGrant", arn("aws_kms_key.rds_export_storage_key"), { "kms:GrantIsForAWSResource": "true" }],
  [
    "sqs:SendMessage",
    queue,
    { "aws:SourceArn": arn("aws_sns_topic.rds_snapshot_to_s3"), "aws:SourceAccount": ACCOUNT },
  ],
  ["sqs:ReceiveMessage", queue],
  ["sns:Publish", arn("aws_sns_topic.rds_snapshot_to_s3"), { "aws:SourceAccount": ACCOUNT }],
  ["rds:StartExportTask", `arn:aws:rds:eu-west-2:${ACCOUNT}:snapshot:rds:a-2026`],
  ["rds:DescribeExportTasks", "*"],
  ["xray:PutTraceSegments", "*"],
  ["iam:PassRole", role, { "iam:PassedToService": "export.rds.amazonaws.com" }],
  ["sts:AssumeRole", role],
  ["glue:StartWorkflowRun", `arn:aws:glue:eu-west-2:${ACCOUNT}:workflow/housing-landed`],
  ["logs:PutLogEvents", `arn:aws:logs:eu-west-2:${ACCOUNT}:log-group:/a/b:log-stream:c`],
];
const requests = fc
  .tuple(fc.constantFrom(...people, ...services), fc.constantFrom(...asked))
  .map(([principal, [action, resource, context]]): AccessRequest => ({
    ...{ principal, action, resource, context: context ?? {}, purpose: "test" },
    principalAccountId: principal.includes(ZONE_ACCOUNT) ? ZONE_ACCOUNT : ACCOUNT,
    resourceAccountId: resource.startsWith(ZONE_BUCKET) || resource === ZONE_KEY ? ZONE_ACCOUNT : ACCOUNT,
  }));
const removals = fc.constantFrom(...statementsOf(policies, policyNames(policies)));

const decide = (given: PolicySet, request: AccessRequest): Promise<AccessDecision> =>
  new PolicyAuthority(given, MOMENT).decide(request);

/** Does what a denial advises: in the policy that it names, or in a new one where there is none. */
function heed(given: PolicySet, request: AccessRequest, decision: AccessDecision): PolicySet {
  if (decision.kind === "allowed") return given;
  const { policy, statement } = decision.remedy;
  if (policyNames(given).includes(policy)) return withStatement(given, policy, statement);
  const made = { name: policy, document: { Version: "2012-10-17", Statement: [statement] } };
  const none = { identity: new Map(), trust: new Map(), resource: new Map() };
  if (policy.startsWith("a policy of "))
    return unite(given, { ...none, identity: new Map([[request.principal, [made]]]) });
  return request.action === "sts:AssumeRole"
    ? unite(given, { ...none, trust: new Map([[request.resource, made]]) })
    : unite(given, { ...none, resource: new Map([[policyHolder(request.resource), made]]) });
}

describe("what a denial advises", () => {
  test("makes the request allowed, whatever statement was missing", async () => {
    await fc.assert(
      fc.asyncProperty(requests, removals, async (request, missing) => {
        let given = withoutStatement(policies, missing);
        let decision = await decide(given, request);
        const told = JSON.stringify(decision);
        if (decision.kind === "denied") {
          expect(decision.because).toContain(request.principal);
          expect(decision.because).toContain(request.action);
          expect(decision.because).toContain(request.resource);
        }
        // Where two accounts must allow it, or a key's policy and a role's, the other one may still be missing.
        for (let step = 0; step < 2; step++) {
          given = heed(given, request, decision);
          decision = await decide(given, request);
        }
        expect({ told, kind: decision.kind }).toEqual({ told, kind: "allowed" });
      }),
      { numRuns: 60 },
    );
  });

  test("is one statement wherever one can do", async () => {
    for (const removed of statementsOf(policies, ["aws_iam_policy.s3_to_s3_copier_lambda"])) {
      const given = withoutStatement(policies, removed);
      for (const [action, resource, context = {}] of asked) {
        const request: AccessRequest = {
          ...{ principal: role, principalAccountId: ACCOUNT, action, resource, context, purpose: "test" },
          resourceAccountId:
            resource.startsWith(ZONE_BUCKET) || resource === ZONE_KEY ? ZONE_ACCOUNT : ACCOUNT,
        };
        if ((await decide(policies, request)).kind === "denied") continue;
        const decision = await decide(given, request);
        expect(await decide(heed(given, request, decision), request)).toMatchObject({ kind: "allowed" });
      }
    }
  });

  test("speaks of all files of a bucket, and of all snapshots, not of one", async () => {
    const given = withoutStatement(policies, {
      policy: "aws_iam_policy.s3_to_s3_copier_lambda",
      statement: "ReadExport",
    });
    const decision = await decide(given, {
      ...{
        principal: role,
        principalAccountId: ACCOUNT,
        resourceAccountId: ACCOUNT,
        context: {},
        purpose: "",
      },
      ...{ action: "s3:GetObject", resource: `${bucket}/task/db/t/1/a.parquet`, session: "s" },
    });
    expect(decision).toMatchObject({
      kind: "denied",
      because: expect.stringContaining(
        `User: arn:aws:sts::${ACCOUNT}:assumed-role/local-dev-s3-to-s3-copier-lambda/s is`,
      ),
      remedy: {
        policy: "aws_iam_policy.s3_to_s3_copier_lambda",
        statement: {
          Sid: "AllowS3GetObject",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: `${bucket}/*`,
        },
      },
    });
  });

  test("stays within what the role's other statements name", async () => {
    const writeZone = { policy: "aws_iam_policy.s3_to_s3_copier_lambda", statement: "WriteZone" };
    const decision = await decide(withoutAction(policies, writeZone, "s3:PutObject"), {
      ...{
        principal: role,
        principalAccountId: ACCOUNT,
        resourceAccountId: ZONE_ACCOUNT,
        context: {},
        purpose: "",
      },
      ...{ action: "s3:PutObject", resource: `${ZONE_BUCKET}/housing/db/t/a.parquet` },
    });
    expect(decision).toMatchObject({ remedy: { statement: { Resource: `${ZONE_BUCKET}/housing/*` } } });
  });

  test("excepts the principal from a Deny", async () => {
    const request: AccessRequest = {
      ...{ principal: role, principalAccountId: ACCOUNT, resourceAccountId: ACCOUNT, purpose: "" },
      ...{ action: "s3:GetObject", resource: `${bucket}/a`, context: { "aws:SecureTransport": "false" } },
    };
    const decision = await decide(policies, request);
    expect(decision).toMatchObject({
      kind: "denied",
      by: { statement: "AllowSSLRequestsOnly" },
      remedy: {
        policy: "aws_s3_bucket_policy.rds_export_storage_bucket_policy",
        statement: {
          Effect: "Deny",
          Condition: { Bool: { "aws:SecureTransport": "false" }, ArnNotEquals: { "aws:PrincipalArn": role } },
        },
      },
    });
    expect(await decide(heed(policies, request, decision), request)).toMatchObject({ kind: "allowed" });
  });
});

test("a session of a role has the role's policies", () => {
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/local-dev-s3-to-s3-copier-lambda/one`;
  const request = { principal: session, action: "s3:GetObject", resource: "x" } as AccessRequest;
  expect(governingPolicies(policies, request).identity).toHaveLength(1);
});
