import type { AccessDecision, DecidedAccess } from "../../../local/permissions/types";
import { callLines } from "../../../local/start/call-lines";
import { denialLines } from "../../../local/start/denial-lines";
import type { CallResult } from "../../../local/start/run-result";

const role = "arn:aws:iam::111122223333:role/copier";

function decided(decision: AccessDecision, resource = "arn:aws:s3:::zone/a"): DecidedAccess {
  const request = {
    principal: role,
    principalAccountId: "111122223333",
    action: "s3:PutObject",
    resource,
    resourceAccountId: "444455556666",
    context: {},
    purpose: "writes the copy",
  };
  return { request, decision };
}

const allowed: AccessDecision = { kind: "allowed", by: [{ policy: "p", statement: "WriteZone" }] };
const denied: AccessDecision = {
  kind: "denied",
  because: "User: copier is not authorized to perform: s3:PutObject",
  remedy: { policy: "aws_iam_policy.copier", statement: { Effect: "Allow", Action: "s3:PutObject" } },
};

function call(second: number, access: readonly DecidedAccess[], more: Partial<CallResult> = {}): CallResult {
  return {
    time: `2026-01-01T00:00:0${second}.000Z`,
    principal: role,
    operation: "s3:CopyObject",
    resource: "arn:aws:s3:::zone/a",
    status: 200,
    access,
    ...more,
  };
}

describe("the call log", () => {
  test("has time, principal, operation, resource and outcome, then each need with its deciding statement", () => {
    expect(
      callLines([
        call(2, [decided(denied)], { status: 403, error: "AccessDenied" }),
        call(1, [decided(allowed)], { fault: "took 3 s longer" }),
        call(3, [], { principal: "arn:aws:iam::111122223333:role/deploy" }),
      ]),
    ).toEqual([
      "00:00:01.000 role/copier s3:CopyObject arn:aws:s3:::zone/a → 200; fault: took 3 s longer",
      "             allowed s3:PutObject on arn:aws:s3:::zone/a by p/WriteZone (writes the copy)",
      "00:00:02.000 role/copier s3:CopyObject arn:aws:s3:::zone/a → 403 AccessDenied",
      "             DENIED  s3:PutObject on arn:aws:s3:::zone/a by no statement (writes the copy)",
      "Beside these 1 calls of role/deploy, who deploys and looks into the queues.",
    ]);
  });
});

describe("denials", () => {
  test("are told once for each principal, action and policy, with the statement that would allow them", () => {
    const lines = denialLines([
      call(1, [decided(allowed), decided(denied)]),
      call(2, [decided(denied, "arn:aws:s3:::zone/b")]),
    ]);
    expect(lines).toEqual([
      `denied, 2 times: ${role} may not s3:PutObject on arn:aws:s3:::zone/a (writes the copy). ` +
        "User: copier is not authorized to perform: s3:PutObject. " +
        'This statement in aws_iam_policy.copier would allow it: {"Effect":"Allow","Action":"s3:PutObject"}',
    ]);
  });

  test("name the statement that denies, where one does", () => {
    const by = { policy: "aws_s3_bucket_policy.zone", statement: "NoPlainText" };
    expect(denialLines([call(1, [decided({ ...denied, by })])])).toEqual([
      expect.stringMatching(
        /Statement NoPlainText of aws_s3_bucket_policy\.zone denies it; in this form it would not: \{"Effect"/,
      ),
    ]);
  });

  test("are none when everything was allowed", () => {
    expect(denialLines([call(1, [decided(allowed)])])).toEqual([]);
  });
});
