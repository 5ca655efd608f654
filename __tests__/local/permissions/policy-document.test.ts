import { parsePolicyDocument, type PolicyKind } from "../../../local/permissions/policy-document";

const parse = (document: unknown, kind: PolicyKind = "identity"): unknown =>
  parsePolicyDocument(JSON.stringify(document), kind, "aws_iam_policy.some");
const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const toAll = { ...allow, Principal: "*" };

describe("parsePolicyDocument", () => {
  test("keeps every element", () => {
    const document = {
      Version: "2012-10-17",
      Id: "one",
      Statement: [
        {
          Sid: "Some",
          Effect: "Deny",
          NotPrincipal: { AWS: ["arn:aws:iam::111122223333:root"], Service: "sns.amazonaws.com" },
          NotAction: ["s3:Get*", "kms:Decrypt"],
          NotResource: "arn:aws:s3:::one/*",
          Condition: { Bool: { "aws:SecureTransport": false }, StringLike: { "s3:prefix": ["a/*", "b"] } },
        },
      ],
    };
    expect(parse(document, "resource")).toEqual(document);
  });

  test("takes a statement that stands alone", () => {
    expect(parse({ Statement: allow })).toEqual({ Statement: [allow] });
  });

  test("takes IAM's own variables", () => {
    const own = {
      ...allow,
      Resource: "arn:aws:s3:::b/${aws:username}/${*}/${aws:PrincipalTag/team, 'none'}",
    };
    expect(parse({ Statement: [own] })).toEqual({ Statement: [own] });
  });

  test("leaves out what a queue's policy says of nobody", () => {
    expect(parse({ Statement: [toAll, allow] }, "queue")).toEqual({ Statement: [toAll] });
  });

  test.each<[string, unknown, PolicyKind, string]>([
    [
      "an unresolved reference",
      { Statement: [{ ...allow, Resource: "${aws_sqs_queue.q.arn}" }] },
      "identity",
      "${aws_sqs_queue.q.arn} is not resolved",
    ],
    [
      "an unresolved data source",
      { Statement: [{ ...allow, Resource: "arn:aws:s3:::${data.aws_x.y.z}" }] },
      "identity",
      "${data.aws_x.y.z} is not resolved",
    ],
    ...[
      "7a1b2c3d-0000-4000-8000-000000000009",
      "my-bucket",
      "other-bucket/*",
      "arn:aws:sqs",
      "arn:aws:sqs:eu-west-2:111122223333",
      "ARN:aws:s3:::b",
    ].flatMap((Resource): [string, unknown, PolicyKind, string][] => [
      [`the resource ${Resource}`, { Statement: [{ ...allow, Resource }] }, "identity", "ARNs of six parts"],
      [
        `all but the resource ${Resource}`,
        { Statement: [{ Effect: "Allow", Action: "*", NotResource: ["*", Resource] }] },
        "identity",
        "ARNs of six parts",
      ],
    ]),
    [
      "an operator that IAM does not have",
      { Statement: [{ ...allow, Condition: { StringEqual: { "aws:PrincipalAccount": "1" } } }] },
      "identity",
      "expected condition operators",
    ],
    ["no statement", { Statement: [] }, "identity", "Statement"],
    ["an unknown element", { Statement: [{ ...allow, Resources: "*" }] }, "identity", "Resources"],
    ["an unknown effect", { Statement: [{ ...allow, Effect: "allow" }] }, "identity", "Effect"],
    [
      "no action",
      { Statement: [{ Effect: "Allow", Resource: "*" }] },
      "identity",
      "statement #1: expected either Action or NotAction",
    ],
    ["no action's name", { Statement: [{ ...allow, Action: "GetObject" }] }, "identity", "s3:GetObject"],
    [
      "both actions",
      { Statement: [{ ...allow, Sid: "A", NotAction: "s3:*" }] },
      "identity",
      "statement A: expected either Action or NotAction",
    ],
    [
      "no resource",
      { Statement: [{ Effect: "Allow", Action: "s3:*" }] },
      "identity",
      "expected either Resource or NotResource",
    ],
    ["a principal of a role's policy", { Statement: [toAll] }, "identity", "Principal has no place in it"],
    [
      "no principal of a bucket's policy",
      { Statement: [allow] },
      "resource",
      "expected either Principal or NotPrincipal",
    ],
    ["a resource of a trust policy", { Statement: [toAll] }, "trust", "Resource has no place in it"],
    [
      "an unknown kind of principal",
      { Statement: [{ ...allow, Principal: { Aws: "*" } }] },
      "resource",
      "Aws",
    ],
    [
      "a Sid twice",
      {
        Statement: [
          { ...allow, Sid: "A" },
          { ...allow, Sid: "A" },
        ],
      },
      "identity",
      "two statements A",
    ],
  ])("refuses %s, and names whose it is", (_words, document, kind, problem) => {
    expect(() => parse(document, kind)).toThrow(problem);
    expect(() => parse(document, kind)).toThrow("aws_iam_policy.some holds no");
  });

  test("refuses what is no JSON", () => {
    expect(() => parsePolicyDocument("{", "identity", "aws_iam_policy.some")).toThrow(
      "aws_iam_policy.some holds no policy: expected JSON, got {",
    );
  });
});
