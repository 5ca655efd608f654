import { Configuration } from "../../../local/deploy/configuration";
import { parseTerraformJson } from "../../../local/deploy/terraform-json";
import { policiesOf, policyNames } from "../../../local/permissions/policies-of";
import type { PolicySet } from "../../../local/permissions/types";

const ACCOUNT = "111122223333";
const target = { accountId: ACCOUNT, region: "eu-west-2", endpoint: "http://127.0.0.1:4566" };
const of = (resource: unknown, data: unknown = {}): PolicySet =>
  policiesOf(new Configuration(parseTerraformJson(JSON.stringify({ resource, data })), target));

const document = (Action: string, more: object = { Resource: "*" }): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, ...more }] });
const trust = document("sts:AssumeRole", { Principal: { Service: "lambda.amazonaws.com" } });
const toAll = (action: string): string => document(action, { Resource: "*", Principal: "*" });
const role = { name: "one", assume_role_policy: trust };
const ONE = `arn:aws:iam::${ACCOUNT}:role/one`;

const namesOf = (policies: PolicySet): readonly string[] =>
  (policies.identity.get(ONE) ?? []).map(({ name }) => name);

describe("a role has", () => {
  test("what is attached to it, by itself or together with others, and what is written into it", () => {
    const policies = of({
      aws_iam_role: {
        one: { ...role, inline_policy: [{ name: "in", policy: document("s3:GetObject") }] },
        two: { ...role, name: "two" },
      },
      aws_iam_policy: {
        a: { name: "a", policy: document("s3:PutObject") },
        b: { name: "b", policy: document("sqs:SendMessage") },
        c: { name: "c", policy: document("sqs:ReceiveMessage") },
      },
      aws_iam_role_policy_attachment: {
        a: { role: "${aws_iam_role.one.name}", policy_arn: "${aws_iam_policy.a.arn}" },
        c: { role: "${aws_iam_role.two.name}", policy_arn: "${aws_iam_policy.c.arn}" },
      },
      aws_iam_policy_attachment: {
        b: { name: "b", roles: ["${aws_iam_role.one.name}"], policy_arn: "${aws_iam_policy.b.arn}" },
      },
      aws_iam_role_policy: {
        d: { name: "d", role: "${aws_iam_role.one.id}", policy: document("sns:Publish") },
      },
    });
    expect(namesOf(policies)).toEqual([
      "aws_iam_policy.a",
      "aws_iam_policy.b",
      "aws_iam_role_policy.d",
      "aws_iam_role.one.inline_policy.in",
    ]);
    expect(policies.identity.get(ONE)?.[0]?.document).toEqual(JSON.parse(document("s3:PutObject")));
    expect(policies.trust.get(ONE)).toEqual({
      name: "aws_iam_role.one",
      document: JSON.parse(trust) as unknown,
    });
  });

  test("AWS's own policies, where their text is known", () => {
    const basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    const attach = (policyArn: string): unknown => ({
      aws_iam_role: { one: role },
      aws_iam_role_policy_attachment: { it: { role: "one", policy_arn: policyArn } },
    });
    const [policy] = of(attach(basic)).identity.get(ONE) ?? [];
    expect(policy).toMatchObject({
      name: basic,
      document: { Statement: [{ Action: expect.arrayContaining(["logs:PutLogEvents"]) }] },
    });
    expect(() => of(attach("arn:aws:iam::aws:policy/PowerUserAccess"))).toThrow(
      /aws_iam_role_policy_attachment\.it attaches arn:aws:iam::aws:policy\/PowerUserAccess.*AWSLambdaBasicExecutionRole/,
    );
  });

  test("policies that are data sources, as well as texts", () => {
    const policies = of(
      {
        aws_iam_role: { one: role },
        aws_iam_policy: { a: { name: "a", policy: "${data.aws_iam_policy_document.a.json}" } },
        aws_iam_role_policy_attachment: { a: { role: "one", policy_arn: "${aws_iam_policy.a.arn}" } },
        aws_sqs_queue: { q: { name: "q" } },
      },
      {
        aws_iam_policy_document: {
          a: { statement: [{ actions: ["sqs:SendMessage"], resources: ["${aws_sqs_queue.q.arn}"] }] },
        },
      },
    );
    expect(policies.identity.get(ONE)?.[0]?.document.Statement).toEqual([
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: `arn:aws:sqs:eu-west-2:${ACCOUNT}:q` },
    ]);
  });

  test.each([
    [
      "a boundary, which is not decided by",
      { aws_iam_role: { one: { ...role, permissions_boundary: "arn:x" } } },
      "permissions boundaries",
    ],
    [
      "no readable policy",
      { aws_iam_policy: { a: { name: "a", policy: document("GetObject") } } },
      "aws_iam_policy.a holds no policy",
    ],
    [
      "no readable trust",
      { aws_iam_role: { one: { ...role, assume_role_policy: document("sts:AssumeRole") } } },
      "aws_iam_role.one holds no trust policy",
    ],
    [
      "an attachment to users",
      { aws_iam_policy_attachment: { b: { name: "b", users: ["u"], policy_arn: "x" } } },
      "users of the stack",
    ],
  ])("or the stack is refused with %s", (_words, resource, problem) => {
    expect(() => of(resource)).toThrow(problem);
  });
});

describe("a resource has", () => {
  test.each([
    [
      "aws_sqs_queue",
      { name: "q" },
      "aws_sqs_queue_policy",
      { queue_url: "${aws_sqs_queue.it.id}" },
      `arn:aws:sqs:eu-west-2:${ACCOUNT}:q`,
    ],
    [
      "aws_sns_topic",
      { name: "t" },
      "aws_sns_topic_policy",
      { arn: "${aws_sns_topic.it.arn}" },
      `arn:aws:sns:eu-west-2:${ACCOUNT}:t`,
    ],
    [
      "aws_s3_bucket",
      { bucket: "b" },
      "aws_s3_bucket_policy",
      { bucket: "${aws_s3_bucket.it.id}" },
      "arn:aws:s3:::b",
    ],
    [
      "aws_kms_key",
      {},
      "aws_kms_key_policy",
      { key_id: "${aws_kms_key.it.key_id}" },
      expect.stringContaining(":key/"),
    ],
  ])("%s: a policy of its own, or one beside, which wins", (type, own, policyType, whose, arn) => {
    const inside = { ...own, policy: toAll("sqs:SendMessage") };
    const beside = { [policyType]: { p: { ...whose, policy: toAll("sqs:ReceiveMessage") } } };
    const entries = (resource: unknown): unknown =>
      [...of(resource).resource].map(([attachedTo, { name }]) => [attachedTo, name]);
    expect(entries({ [type]: { it: inside } })).toEqual([[arn, `${type}.it`]]);
    expect(entries({ [type]: { it: inside }, ...beside })).toEqual([[arn, `${policyType}.p`]]);
    expect(entries({ [type]: { it: own }, ...beside })).toEqual([[arn, `${policyType}.p`]]);
    const none = ["aws_kms_key", "aws_sns_topic"].includes(type) ? [[arn, `${type}.it`]] : [];
    expect(entries({ [type]: { it: own } })).toEqual(none);
  });

  test("as a key without one: KMS's own, which leaves the key to the account", () => {
    const [[, policy] = []] = [...of({ aws_kms_key: { k: {} } }).resource];
    expect(policy?.document.Statement).toMatchObject([
      { Effect: "Allow", Action: "kms:*", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
    ]);
  });

  test("as a topic without one: SNS's own, which lets in whoever comes from the owner's account", () => {
    const [[arn, policy] = []] = [...of({ aws_sns_topic: { t: { name: "t" } } }).resource];
    expect(policy?.document.Statement).toMatchObject([
      {
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: expect.arrayContaining(["SNS:Publish"]),
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceOwner": ACCOUNT } },
      },
    ]);
  });

  test("no policy of something that is not of the stack", () => {
    const resource = {
      aws_sns_topic_policy: { p: { arn: "arn:aws:sns:eu-west-2:1:t", policy: toAll("sns:Publish") } },
    };
    expect(() => of(resource)).toThrow(
      "aws_sns_topic_policy.p: expected a policy of a aws_sns_topic of the stack",
    );
  });

  test("one name in the set", () => {
    const policies = of({ aws_iam_role: { one: role }, aws_kms_key: { k: {} } });
    expect(policyNames(policies)).toEqual(["aws_iam_role.one", "aws_kms_key.k"]);
  });
});
