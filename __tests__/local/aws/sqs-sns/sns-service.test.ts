import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from "@aws-sdk/client-sns";
import { CreateQueueCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { accountId, errorName, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ factor: 60 });
});
afterAll(async () => {
  await world.close();
});

const arn = (service: string, name: string): string => `arn:aws:${service}:eu-west-2:${accountId}:${name}`;

/** A topic and a queue of one name, the queue subscribed. */
async function subscribed(name: string, Attributes?: Record<string, string>) {
  const { TopicArn } = await world.sns.send(new CreateTopicCommand({ Name: name }));
  const { QueueUrl } = await world.sqs.send(new CreateQueueCommand({ QueueName: name }));
  const given = { TopicArn, Protocol: "sqs", Endpoint: arn("sqs", name) };
  const { SubscriptionArn } = await world.sns.send(
    new SubscribeCommand(Attributes === undefined ? given : { ...given, Attributes }),
  );
  return { TopicArn, QueueUrl, SubscriptionArn };
}

async function bodies(QueueUrl: string | undefined): Promise<string[]> {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
  return ((await world.sqs.send(command)).Messages ?? []).map((message) => message.Body ?? "");
}

it("speaks of topics and subscriptions in the configured account", async () => {
  const { TopicArn, SubscriptionArn } = await subscribed("arns");
  expect(TopicArn).toBe(arn("sns", "arns"));
  expect(SubscriptionArn).toContain(`${arn("sns", "arns")}:`);
  const listed = await world.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(listed.Subscriptions).toEqual([
    { TopicArn, SubscriptionArn, Protocol: "sqs", Endpoint: arn("sqs", "arns"), Owner: accountId },
  ]);
  const { Topics } = await world.sns.send(new ListTopicsCommand({}));
  expect(Topics).toContainEqual({ TopicArn });
  const { Attributes } = await world.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(Attributes).toMatchObject({ TopicArn, Owner: accountId, Endpoint: arn("sqs", "arns") });
});

it("keeps a policy as it was given, the emulator's account number in it included", async () => {
  const { TopicArn } = await subscribed("policy");
  const AttributeValue = `{ "Version":"2012-10-17","Statement":[{"Resource":"arn:aws:sns:eu-west-2:000000000000:x"}] }`;
  await world.sns.send(new SetTopicAttributesCommand({ TopicArn, AttributeName: "Policy", AttributeValue }));
  const { Attributes } = await world.sns.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ Policy: AttributeValue, Owner: accountId, TopicArn });
});

it("delivers a message in SNS's wrapping, in world time, without what was not given", async () => {
  const { TopicArn, QueueUrl } = await subscribed("wrapped");
  const Message = 'text with "quotes", a $& and 漢字';
  const { MessageId } = await world.sns.send(new PublishCommand({ TopicArn, Message }));
  const envelope = JSON.parse((await bodies(QueueUrl))[0] ?? "") as Record<string, string>;
  expect(Object.keys(envelope)).toEqual([
    ...["Type", "MessageId", "TopicArn", "Message", "Timestamp", "SignatureVersion", "Signature"],
    ...["SigningCertURL", "UnsubscribeURL"],
  ]);
  expect(envelope).toMatchObject({ Type: "Notification", MessageId, TopicArn, Message });
  expect(envelope["UnsubscribeURL"]).toContain(arn("sns", "wrapped"));
  const published = world.aws.calls.findLast((call) => call.operation === "Publish")?.time.getTime() ?? 0;
  expect(Math.abs(Date.parse(envelope["Timestamp"] ?? "") - published)).toBeLessThan(60_000);
});

it("wraps subject and attributes, and delivers raw where that is asked for", async () => {
  const { TopicArn, QueueUrl } = await subscribed("subject");
  const { QueueUrl: raw } = await world.sqs.send(new CreateQueueCommand({ QueueName: "raw" }));
  const subscription = { TopicArn, Protocol: "sqs", Endpoint: arn("sqs", "raw") };
  await world.sns.send(new SubscribeCommand({ ...subscription, Attributes: { RawMessageDelivery: "true" } }));
  const MessageAttributes = { EventID: { DataType: "String", StringValue: "RDS-EVENT-0002" } };
  await world.sns.send(new PublishCommand({ TopicArn, Subject: "S", Message: "{}", MessageAttributes }));
  expect(JSON.parse((await bodies(QueueUrl))[0] ?? "")).toMatchObject({
    Subject: "S",
    MessageAttributes: { EventID: { Type: "String", Value: "RDS-EVENT-0002" } },
  });
  expect(await bodies(raw)).toEqual(["{}"]);
});

it("delivers by filter policy", async () => {
  const FilterPolicy = JSON.stringify({ EventID: ["RDS-EVENT-0002"] });
  const { TopicArn, QueueUrl } = await subscribed("filtered", { FilterPolicy, RawMessageDelivery: "true" });
  for (const StringValue of ["RDS-EVENT-0001", "RDS-EVENT-0002"])
    await world.sns.send(
      new PublishCommand({
        TopicArn,
        Message: StringValue,
        MessageAttributes: { EventID: { DataType: "String", StringValue } },
      }),
    );
  expect(await bodies(QueueUrl)).toEqual(["RDS-EVENT-0002"]);
});

it("does not take a message for SNS's own because it looks like it", async () => {
  const { TopicArn, QueueUrl } = await subscribed("lookalike", { RawMessageDelivery: "true" });
  const Message = JSON.stringify({ Type: "Notification", TopicArn: "arn:aws:sns:eu-west-2:000000000000:x" });
  await world.sns.send(new PublishCommand({ TopicArn, Message }));
  expect(await bodies(QueueUrl)).toEqual([Message]);
});

it("names the errors as the SDK knows them", async () => {
  const { TopicArn } = await subscribed("deleted");
  await world.sns.send(new DeleteTopicCommand({ TopicArn }));
  expect(await errorName(world.sns.send(new PublishCommand({ TopicArn, Message: "x" })))).toBe(
    "NotFoundException",
  );
  const carrier = new SubscribeCommand({ TopicArn: arn("sns", "arns"), Protocol: "pigeon", Endpoint: "x" });
  expect(await errorName(world.sns.send(carrier))).toBe("InvalidParameterException");
});
