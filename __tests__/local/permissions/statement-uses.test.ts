import { unusedGrantProblems } from "../../../local/permissions/check-unused-grants";
import { statementUses, type DecidedCall } from "../../../local/permissions/statement-uses";
import type { PolicySet, StatementName } from "../../../local/permissions/types";

const ROLE = "arn:aws:iam::111122223333:role/one";
const QUEUE = "arn:aws:sqs:eu-west-2:111122223333:q";
const policies: PolicySet = {
  identity: new Map([
    [
      ROLE,
      [
        {
          name: "p",
          document: {
            Statement: [
              {
                Sid: "Read",
                Effect: "Allow",
                Action: ["s3:Get*", "s3:PutObject"],
                Resource: ["arn:aws:s3:::b/*", "arn:aws:s3:::c/?"],
              },
              { Sid: "Not", Effect: "Deny", Action: "s3:*", Resource: "*" },
            ],
          },
        },
      ],
    ],
  ]),
  trust: new Map([
    [
      ROLE,
      {
        name: "t",
        document: {
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
          ],
        },
      },
    ],
  ]),
  resource: new Map([
    [
      QUEUE,
      {
        name: "r",
        document: {
          Statement: [{ Effect: "Allow", NotAction: "sqs:Delete*", Resource: QUEUE, Principal: "*" }],
        },
      },
    ],
  ]),
};
const call = (
  operation: string,
  purpose: string,
  [principal, action, resource]: readonly [string, string, string],
  by: readonly StatementName[],
): DecidedCall => ({
  operation,
  access: [
    {
      request: {
        ...{ principal, action, resource, purpose, context: {} },
        ...{ principalAccountId: "111122223333", resourceAccountId: "111122223333" },
      },
      decision: { kind: "allowed", by },
    },
  ],
});
const read: StatementName = { policy: "p", statement: "Read" };
const calls = [
  call("s3:GetObject", "reads", [ROLE, "s3:GetObject", "arn:aws:s3:::b/x/y"], [read]),
  call("s3:CopyObject", "reads", [ROLE, "s3:GetObject", "arn:aws:s3:::b/x/y"], [read]),
  call(
    "s3:CopyObject",
    "reads",
    ["arn:aws:sts::111122223333:assumed-role/one/s", "s3:getobject", "arn:aws:s3:::b/z"],
    [read],
  ),
  call(
    "GetObject",
    "reads",
    ["arn:aws:iam::111122223333:role/other", "s3:GetObject", "arn:aws:s3:::b/z"],
    [read],
  ),
  call(
    "GetObject",
    "reads",
    [ROLE, "s3:GetObject", "arn:aws:s3:::b/z"],
    [{ policy: "p", statement: "Other" }],
  ),
  call(
    "AssumeRole",
    "runs",
    ["lambda.amazonaws.com", "sts:AssumeRole", ROLE],
    [{ policy: "t", statement: "#1" }],
  ),
  call(
    "SendMessage",
    "sends",
    ["x.amazonaws.com", "sqs:SendMessage", QUEUE],
    [{ policy: "r", statement: "#1" }],
  ),
];

test("each action on each resource is counted with what it was needed for", () => {
  const uses = statementUses(policies, calls, ["p", "t", "r"]);
  expect(
    uses.map((use) => [use.policy, use.statement, use.principal, use.action, use.resource, use.times]),
  ).toEqual([
    ["p", "Read", ROLE, "s3:Get*", "arn:aws:s3:::b/*", 3],
    ["p", "Read", ROLE, "s3:Get*", "arn:aws:s3:::c/?", 0],
    ["p", "Read", ROLE, "s3:PutObject", "arn:aws:s3:::b/*", 0],
    ["p", "Read", ROLE, "s3:PutObject", "arn:aws:s3:::c/?", 0],
    ["t", "#1", "lambda.amazonaws.com", "sts:AssumeRole", ROLE, 1],
    ["r", "#1", "*", "not sqs:Delete*", QUEUE, 1],
  ]);
  expect(uses[0]?.neededFor).toEqual(["CopyObject: reads", "GetObject: reads"]);
  expect(uses[4]?.attachedTo).toBe(ROLE);
  expect(statementUses(policies, calls, ["t"])).toHaveLength(1);
});

describe("the list of unused grants", () => {
  const uses = statementUses(policies, calls, ["p"]);
  const grant = { ...read, because: "so it is" };
  const unused = [
    { ...grant, actions: ["s3:PutObject"] },
    { ...grant, actions: ["s3:Get*"], resource: "arn:aws:s3:::c/*" },
  ];

  test("holds", () => {
    expect(unusedGrantProblems(uses, unused)).toEqual([]);
  });

  test("lacks one", () => {
    expect(unusedGrantProblems(uses, unused.slice(0, 1))).toEqual([
      expect.stringContaining("p, Read: no run uses s3:Get* on arn:aws:s3:::c/?"),
    ]);
  });

  test.each([
    ["is used", { ...grant, actions: ["s3:Get*"] }, "is used for CopyObject: reads; GetObject: reads"],
    ["is not there", { ...grant, actions: ["s3:DeleteObject"] }, "there is no such grant"],
    [
      "is of another statement",
      { ...grant, statement: "Else", actions: ["s3:PutObject"] },
      "there is no such grant",
    ],
  ])("names one that %s", (_words, entry, problem) => {
    expect(unusedGrantProblems(uses, [...unused, entry])).toEqual([expect.stringContaining(problem)]);
  });
});
