import {
  CreateTopicCommand,
  PublishBatchCommand,
  PublishCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { AccessRequest } from "../../../../local/permissions/types";
import { FakeAuthority } from "../fake-authority";
import { accountId, region, startWorld, type World } from "../local-world";

const arn = (service: string, name: string): string => `arn:aws:${service}:${region}:${accountId}:${name}`;
const role = `arn:aws:iam::${accountId}:role/delivery-log`;
const log = `arn:aws:logs:${region}:${accountId}:log-group:sns/${region}/${accountId}/events`;
const TopicArn = arn("sns", "events");
const RAW = { RawMessageDelivery: "true" };

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await world.sns.send(
    new CreateTopicCommand({
      Name: "events",
      Attributes: {
        ...{ SQSFailureFeedbackRoleArn: role, SQSSuccessFeedbackRoleArn: role },
        SQSSuccessFeedbackSampleRate: "50",
      },
    }),
  );
});
afterEach(() => world.close());

async function subscribe(
  name: string,
  Attributes: Record<string, string> = RAW,
  key?: string,
): Promise<void> {
  await world.sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: key === undefined ? {} : { KmsMasterKeyId: key },
    }),
  );
  await world.sns.send(
    new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn("sqs", name), Attributes }),
  );
}

async function bodies(name: string): Promise<string[]> {
  const QueueUrl = `${world.aws.endpoint}/${accountId}/${name}`;
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  return ((await world.sqs.send(command)).Messages ?? []).map(({ Body = "" }) => Body).sort();
}

const publish = (Message: string, StringValue?: string): Promise<unknown> =>
  world.sns.send(
    new PublishCommand({
      ...{ TopicArn, Message },
      ...(StringValue === undefined
        ? {}
        : { MessageAttributes: { kind: { DataType: "String", StringValue } } }),
    }),
  );

const toQueue =
  (name: string) =>
  ({ action, resource }: AccessRequest): boolean =>
    action === "sqs:SendMessage" && resource === arn("sqs", name);

/** `principal action resource` of what AWS did by itself. */
const acts = ({ asked }: FakeAuthority): string[] =>
  asked
    .filter(({ principal, action }) => principal !== accountId && /^(sts|logs):/.test(action))
    .map(({ principal, action, resource }) =>
      [principal, action, resource.replace(/:log-stream:.*/, ":log-stream")].join(" "),
    );

it("delivers to one subscriber when the other is denied", async () => {
  await subscribe("allowed");
  await subscribe("denied");
  const authority = new FakeAuthority(toQueue("denied"));
  world.aws.enforce(authority);
  await publish("hello");
  expect(await bodies("allowed")).toEqual(["hello"]);
  expect(await bodies("denied")).toEqual([]);
  const deliveries = world.aws.calls
    .filter(({ operation }) => operation === "SendMessage")
    .sort((a, b) => a.status - b.status);
  const caller = { principal: "sns.amazonaws.com", accountId, sourceArn: TopicArn };
  expect(deliveries).toMatchObject([
    { caller, resource: arn("sqs", "allowed"), status: 200, access: [{ decision: { kind: "allowed" } }] },
    {
      ...{ caller, resource: arn("sqs", "denied"), status: 403, error: "AccessDenied" },
      access: [
        {
          request: { context: { "aws:SourceArn": TopicArn, "aws:SourceAccount": accountId } },
          decision: { kind: "denied" },
        },
      ],
    },
  ]);
});

it("writes what failed into the failure log, with the role that the topic names", async () => {
  await subscribe("denied");
  const authority = new FakeAuthority(toQueue("denied"));
  world.aws.enforce(authority);
  await publish("one");
  await publish("two");
  const line = [
    `sns.amazonaws.com sts:AssumeRole ${role}`,
    `${role} logs:PutLogEvents ${log}/Failure:log-stream`,
  ];
  expect(acts(authority)).toEqual([
    line[0],
    `${role} logs:CreateLogGroup ${log}/Failure`,
    `${role} logs:CreateLogStream ${log}/Failure:log-stream`,
    line[1],
    ...line,
  ]);
});

it("logs the share of successes that was asked for", async () => {
  await subscribe("allowed");
  const authority = new FakeAuthority();
  world.aws.enforce(authority);
  for (const text of ["1", "2", "3", "4"]) await publish(text);
  expect(acts(authority).filter((act) => act.includes("PutLogEvents"))).toEqual([
    ...[`${role} logs:PutLogEvents ${log}:log-stream`, `${role} logs:PutLogEvents ${log}:log-stream`],
  ]);
});

it("delivers when it may not log", async () => {
  await subscribe("allowed");
  world.aws.enforce(FakeAuthority.denying("sts:AssumeRole"));
  await publish("1");
  await publish("2");
  expect(await bodies("allowed")).toEqual(["1", "2"]);
});

it("asks the key of an encrypted queue, which may deny too", async () => {
  const key = `arn:aws:kms:${region}:${accountId}:key/1234`;
  await subscribe("encrypted", RAW, "1234");
  const authority = FakeAuthority.denying("kms:Decrypt");
  world.aws.enforce(authority);
  await publish("hello");
  const asked = authority.asked.filter(({ principal }) => principal === "sns.amazonaws.com");
  expect(asked.slice(0, 3).map(({ action, resource }) => `${action} ${resource}`)).toEqual([
    `sqs:SendMessage ${arn("sqs", "encrypted")}`,
    `kms:GenerateDataKey ${key}`,
    `kms:Decrypt ${key}`,
  ]);
  world.aws.enforce(new FakeAuthority());
  expect(await bodies("encrypted")).toEqual([]);
});

it("sends to nobody, and asks for nobody, whom a filter keeps out", async () => {
  await subscribe("filtered", { ...RAW, FilterPolicy: JSON.stringify({ kind: ["wanted"] }) });
  const authority = new FakeAuthority();
  world.aws.enforce(authority);
  await publish("no", "other");
  expect(authority.asked.some(({ action }) => action === "sqs:SendMessage")).toBe(false);
  await publish("yes", "wanted");
  expect(await bodies("filtered")).toEqual(["yes"]);
});

it("puts what cannot be delivered into the subscription's dead-letter queue", async () => {
  await world.sqs.send(new CreateQueueCommand({ QueueName: "dead" }));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead") });
  await subscribe("denied", { ...RAW, RedrivePolicy });
  world.aws.enforce(new FakeAuthority(toQueue("denied")));
  await publish("hello");
  expect(await bodies("dead")).toEqual(["hello"]);
});

it("keeps messages that are published at once apart", async () => {
  await subscribe("a");
  await subscribe("b");
  world.aws.enforce(new FakeAuthority(toQueue("b")));
  const texts = Array.from({ length: 8 }, (_, index) => `message ${index}`);
  await Promise.all(texts.map((text) => publish(text)));
  expect(await bodies("a")).toEqual(texts);
  expect(await bodies("b")).toEqual([]);
});

it("delivers each accepted message of a batch", async () => {
  await subscribe("batched");
  const { Successful } = await world.sns.send(
    new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: "1", Message: "one" },
        { Id: "2", Message: "two" },
      ],
    }),
  );
  expect(Successful).toHaveLength(2);
  expect(await bodies("batched")).toEqual(["one", "two"]);
});

it("tells of a queue that is not there, and delivers to the others", async () => {
  await subscribe("there");
  await world.sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: arn("sqs", "gone") }));
  await publish("hello");
  expect(await bodies("there")).toEqual(["hello"]);
  expect(world.aws.calls).toContainEqual(
    expect.objectContaining({ resource: arn("sqs", "gone"), error: "QueueDoesNotExist" }),
  );
});
