import { policyDocumentArguments, renderPolicyDocument } from "../../../local/deploy/policy-document";

const render = (given: unknown): unknown =>
  JSON.parse(renderPolicyDocument(policyDocumentArguments.parse(given))) as unknown;

describe("renderPolicyDocument", () => {
  test("renders a statement with one of each as the provider does", () => {
    expect(
      render({
        statement: [
          {
            sid: "Send",
            actions: ["sqs:SendMessage"],
            resources: ["arn:aws:sqs:eu-west-2:111122223333:q"],
            principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
            condition: [
              {
                test: "ArnEquals",
                variable: "aws:SourceArn",
                values: ["arn:aws:sns:eu-west-2:111122223333:t"],
              },
            ],
          },
        ],
      }),
    ).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Send",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:eu-west-2:111122223333:q",
          Principal: { Service: "sns.amazonaws.com" },
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:eu-west-2:111122223333:t" } },
        },
      ],
    });
  });

  test.each<[string, unknown, unknown]>([
    ["several actions", { actions: ["a:B", "a:C"] }, { Effect: "Allow", Action: ["a:B", "a:C"] }],
    ["everybody", { principals: [{ type: "*", identifiers: ["*"] }] }, { Effect: "Allow", Principal: "*" }],
    [
      "principals of one type in two blocks",
      {
        principals: [
          { type: "AWS", identifiers: ["a"] },
          { type: "AWS", identifiers: ["b"] },
        ],
      },
      { Effect: "Allow", Principal: { AWS: ["a", "b"] } },
    ],
    [
      "a refusal",
      { effect: "Deny", not_actions: ["a:B"], not_resources: ["*"] },
      { Effect: "Deny", NotAction: "a:B", NotResource: "*" },
    ],
    [
      "policy variables",
      { resources: ["arn:aws:s3:::b/&{aws:username}"] },
      { Effect: "Allow", Resource: "arn:aws:s3:::b/${aws:username}" },
    ],
    [
      "two conditions of one test",
      {
        condition: [
          { test: "StringEquals", variable: "a", values: ["1"] },
          { test: "StringEquals", variable: "b", values: ["2", "3"] },
        ],
      },
      { Effect: "Allow", Condition: { StringEquals: { a: "1", b: ["2", "3"] } } },
    ],
  ])("renders %s", (_what, statement, expected) => {
    expect(render({ statement: [statement] })).toEqual({ Version: "2012-10-17", Statement: [expected] });
  });

  test("refuses arguments that it would have to ignore", () => {
    expect(policyDocumentArguments.safeParse({ source_policy_documents: ["{}"] }).success).toBe(false);
  });
});
