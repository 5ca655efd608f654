import { actionExists, simulate } from "../../../local/permissions/simulator";
import type { Question } from "../../../local/permissions/question";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/some`;

const question = (
  action: string,
  resource: string,
  allowed: string,
  more: Partial<Question> & { Condition?: unknown } = {},
): Question => ({
  principal: ROLE,
  action,
  resource,
  resourceAccountId: ACCOUNT,
  context: {},
  identityPolicies: [
    {
      name: "p",
      document: {
        Version: "2012-10-17",
        Statement: [
          {
            ...{ Effect: "Allow", Action: action, Resource: allowed },
            ...(more.Condition === undefined ? {} : { Condition: more.Condition }),
          },
        ],
      },
    },
  ],
  ...more,
});
const snapshots = (name: string): string => `arn:aws:rds:eu-west-2:${ACCOUNT}:snapshot:${name}`;

describe("simulate", () => {
  test.each([
    ["all snapshots, by a statement on all", snapshots("*"), snapshots("*"), "allowed"],
    ["all snapshots, by a statement on some", snapshots("*"), snapshots("housing-*"), "implicitly-denied"],
    ["one snapshot, by a statement on all", snapshots("a"), snapshots("*"), "allowed"],
    ["everything, by a statement on everything", "*", "*", "allowed"],
    ["everything, by a statement on all of a kind", "*", snapshots("*"), "implicitly-denied"],
    ["something that the action does not know, by a statement on everything", "nonsense", "*", "allowed"],
    ["something that the action does not know", "nonsense", snapshots("*"), "implicitly-denied"],
  ])("%s", async (_words, resource, allowed, result) => {
    expect(await simulate(question("rds:DescribeDBSnapshots", resource, allowed))).toMatchObject({ result });
  });

  test("an action that knows no resources is allowed on everything only", async () => {
    const traces = "xray:PutTraceSegments";
    expect(await simulate(question(traces, "*", "*"))).toMatchObject({ result: "allowed" });
    expect(await simulate(question(traces, ROLE, "*"))).toMatchObject({ result: "allowed" });
    expect(await simulate(question(traces, ROLE, ROLE))).toMatchObject({ result: "implicitly-denied" });
  });

  test("stars and dollars of a key are what they are", async () => {
    const asked = question("s3:GetObject", "arn:aws:s3:::b/a*c", "arn:aws:s3:::b/abc");
    expect(await simulate(asked)).toMatchObject({ result: "implicitly-denied" });
  });

  test("names statements without a Sid by their place", async () => {
    expect(await simulate(question("sqs:ListQueues", "*", "*"))).toMatchObject({
      allowing: [{ policy: "p", statement: "#1" }],
    });
  });

  test("refuses an action that AWS does not have", async () => {
    await expect(simulate(question("s3:CopyObject", "arn:aws:s3:::b/k", "*"))).rejects.toThrow(
      "s3:CopyObject: AWS has no such action",
    );
    expect(await actionExists("s3:CopyObject")).toBe(false);
    expect(await actionExists("nope:Get")).toBe(false);
    expect(await actionExists("s3:GetObject")).toBe(true);
    expect(await actionExists("s3:GetObject:more")).toBe(false);
  });

  test("refuses a key of the request that would be left out of account, naming the statement that asks for it", async () => {
    const key = "kms:EncryptionContext:aws:s3:arn";
    const asked = question("kms:Decrypt", `arn:aws:kms:eu-west-2:${ACCOUNT}:key/a`, "*", {
      context: { [key]: "arn:aws:s3:::b" },
      Condition: { StringEquals: { [key]: "arn:aws:s3:::b" } },
    });
    await expect(simulate(asked)).rejects.toThrow(
      /kms:EncryptionContext:aws:s3:arn.*kms:Decrypt.*p, statement #1/,
    );
    const unasked = { ...asked, identityPolicies: question("kms:Decrypt", "", "*").identityPolicies };
    expect(await simulate(unasked)).toMatchObject({ result: "implicitly-denied" });
  });

  test("refuses a key that the action does not have: the need is misspelt", async () => {
    const asked = question("sqs:SendMessage", `arn:aws:sqs:eu-west-2:${ACCOUNT}:q`, "*", {
      context: { "s3:prefix": "a/" },
    });
    await expect(simulate(asked)).rejects.toThrow("leaves s3:prefix of a request for sqs:SendMessage");
  });
});
