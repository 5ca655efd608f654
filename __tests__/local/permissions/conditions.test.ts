import { PolicyError } from "../../../local/permissions/policy-error";
import { PolicyAuthority } from "../../../local/permissions/policy-authority";
import type { AccessRequest, PolicySet } from "../../../local/permissions/types";
import { MOMENT } from "./moment";

const ROLE = "arn:aws:iam::111122223333:role/r";
const request: AccessRequest = {
  principal: ROLE,
  principalAccountId: "111122223333",
  action: "sqs:SendMessage",
  resource: "arn:aws:sqs:eu-west-2:111122223333:q",
  resourceAccountId: "111122223333",
  context: {},
  purpose: "sends a message",
};

function policies(...statements: Readonly<Record<string, unknown>>[]): PolicySet {
  const document = {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Resource: "*", Action: "*", ...statement })),
  };
  return {
    identity: new Map([[ROLE, [{ name: "p", document }]]]),
    trust: new Map(),
    resource: new Map(),
  };
}

const decide = async (
  given: PolicySet,
  more: Partial<AccessRequest> = {},
  now = MOMENT.now,
): ReturnType<PolicyAuthority["decide"]> =>
  new PolicyAuthority(given, { ...MOMENT, now }).decide({ ...request, ...more });

describe("keys that AWS gives every request", () => {
  test.each([
    ["the region of the resource", { StringEquals: { "aws:RequestedRegion": "eu-west-2" } }],
    ["the time", { DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } }],
    ["the time in seconds", { NumericLessThan: { "aws:EpochTime": "1767400000" } }],
    ["that no service stands between", { Bool: { "aws:ViaAWSService": "false" } }],
  ])("hold %s", async (_what, Condition) => {
    expect(await decide(policies({ Effect: "Allow", Condition }))).toMatchObject({ kind: "allowed" });
    const denied = await decide(policies({ Effect: "Allow" }, { Sid: "No", Effect: "Deny", Condition }));
    expect(denied).toMatchObject({ kind: "denied", by: { policy: "p", statement: "No" } });
  });

  test("change with the time: nothing is remembered of an hour that is over", async () => {
    let now = new Date("2026-01-01T00:00:00Z");
    const Condition = { DateLessThan: { "aws:CurrentTime": "2026-01-02T00:00:00Z" } };
    const authority = new PolicyAuthority(policies({ Effect: "Allow", Condition }), {
      ...MOMENT,
      now: () => now,
    });
    expect(await authority.decide(request)).toMatchObject({ kind: "allowed" });
    now = new Date("2026-01-03T00:00:00Z");
    expect(await authority.decide(request)).toMatchObject({ kind: "denied" });
  });

  test.each(["aws:PrincipalOrgID", "aws:SourceIp", "aws:PrincipalTag/team", "AWS:userid"])(
    "that nothing here can fill in are refused: %s",
    (key) => {
      const asks = policies({ Sid: "Odd", Effect: "Deny", Condition: { StringEquals: { [key]: "x" } } });
      expect(() => new PolicyAuthority(asks, MOMENT)).toThrow(PolicyError);
      expect(() => new PolicyAuthority(asks, MOMENT)).toThrow(`p, statement Odd, asks for ${key}`);
    },
  );
});

describe("a denial", () => {
  test("names the statement that allows it but for its condition, and what the request has there", async () => {
    const Condition = { StringEquals: { "s3:x-amz-acl": "private" } };
    const given = policies({ Sid: "Write", Effect: "Allow", Action: "s3:Put*", Condition });
    const put = {
      action: "s3:PutObject",
      resource: "arn:aws:s3:::b/k",
      context: { "s3:x-amz-acl": "bucket-owner-full-control" },
    };
    expect(await decide(given, put)).toMatchObject({
      kind: "denied",
      nearMiss:
        'Statement Write of p allows it but for its condition {"StringEquals":{"s3:x-amz-acl":"private"}}: ' +
        "the request has s3:x-amz-acl=bucket-owner-full-control",
    });
    expect(await decide(given, { ...put, context: {} })).toMatchObject({
      nearMiss: expect.stringMatching(/the request has no s3:x-amz-acl$/),
    });
  });

  test("names none when no statement is about the action and the resource", async () => {
    const decision = await decide(policies({ Effect: "Allow", Action: "sns:Publish" }));
    expect(decision).toMatchObject({ kind: "denied" });
    expect(decision).not.toHaveProperty("nearMiss");
  });

  test("of a file in somebody else's bucket is remedied for the first segment of its key only", async () => {
    const elsewhere = {
      action: "s3:PutObject",
      resource: "arn:aws:s3:::zone/housing/db/t/f.parquet",
      resourceAccountId: "444455556666",
    };
    expect(await decide(policies({ Effect: "Allow", Action: "sns:Publish" }), elsewhere)).toMatchObject({
      remedy: { statement: { Resource: "arn:aws:s3:::zone/housing/*" } },
    });
  });
});
