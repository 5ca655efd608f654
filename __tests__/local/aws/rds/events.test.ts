import {
  CreateEventSubscriptionCommand,
  DeleteEventSubscriptionCommand,
  DescribeEventSubscriptionsCommand,
  type CreateEventSubscriptionCommandInput,
} from "@aws-sdk/client-rds";
import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { accountId, errorName, eventually, startWorld, type World } from "../local-world";

let world: World;
let topic: string | undefined;
let queue: string | undefined;
beforeEach(async () => {
  // Slow enough that a message which is being deleted does not become visible again before.
  world = await startWorld({ factor: 600 });
  world.aws.rds.createInstance("housing", { tags: { team: "homes" } });
  world.aws.rds.createInstance("parking");
  topic = (await world.sns.send(new CreateTopicCommand({ Name: "events" }))).TopicArn;
  queue = (await world.sqs.send(new CreateQueueCommand({ QueueName: "events" }))).QueueUrl;
  const Endpoint = `arn:aws:sqs:eu-west-2:${accountId}:events`;
  await world.sns.send(new SubscribeCommand({ TopicArn: topic, Protocol: "sqs", Endpoint }));
});
afterEach(async () => {
  await world.close();
});

function subscribe(given: Partial<CreateEventSubscriptionCommandInput> = {}) {
  return world.rds.send(
    new CreateEventSubscriptionCommand({ SubscriptionName: "backups", SnsTopicArn: topic, ...given }),
  );
}

const backupsOfHousing = { SourceType: "db-instance", SourceIds: ["housing"], EventCategories: ["backup"] };

/** The bodies of so many messages, in the order of their arrival. */
async function received(count: number): Promise<string[]> {
  const bodies: string[] = [];
  while (bodies.length < count) {
    const { Messages = [] } = await world.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
        WaitTimeSeconds: 5,
      }),
    );
    for (const { Body = "", ReceiptHandle } of Messages) {
      bodies.push(Body);
      await world.sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }));
    }
  }
  return bodies;
}

const messageOf = (body: string): string => (JSON.parse(body) as { Message: string }).Message;

it("greets the topic of a new subscription in plain text", async () => {
  await subscribe();
  const envelope = JSON.parse((await received(1))[0] ?? "") as Record<string, string>;
  expect(envelope).toMatchObject({
    Type: "Notification",
    Subject: "RDS Notification Message",
    TopicArn: topic,
  });
  expect(envelope["Message"]).toMatch(/^This is a message to notify that RDS will attempt to send you event/);
});

it("tells of a backup's start and end, as events.rds.amazonaws.com, in the form of RDS", async () => {
  await subscribe(backupsOfHousing);
  await received(1);
  const snapshot = world.aws.rds.createSnapshot("housing", undefined, { automated: true });
  world.aws.rds.createSnapshot("parking", "not-asked-for");
  const events = (await received(2)).map((body) => JSON.parse(messageOf(body)) as Record<string, unknown>);
  expect(events.map((event) => /RDS-EVENT-\d{4}$/.exec(String(event["Event ID"]))?.[0])).toEqual([
    "RDS-EVENT-0001",
    "RDS-EVENT-0002",
  ]);
  expect(events[0]).toEqual({
    "Event Source": "db-instance",
    "Event Time": expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/),
    "Identifier Link": "https://console.aws.amazon.com/rds/home?region=eu-west-2#dbinstance:id=housing",
    "Source ID": "housing",
    "Source ARN": `arn:aws:rds:eu-west-2:${accountId}:db:housing`,
    "Event ID":
      "http://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#RDS-EVENT-0001",
    "Event Message": "Backing up DB instance",
    Tags: { team: "homes" },
  });
  const started = Date.parse(`${String(events[0]?.["Event Time"]).replace(" ", "T")}Z`);
  expect(Math.abs(started - snapshot.createTime.getTime())).toBeLessThan(60_000);
  expect(world.aws.calls.find((call) => call.operation === "Publish")).toMatchObject({
    caller: { principal: "events.rds.amazonaws.com", accountId },
    resource: topic,
  });
});

it("tells subscriptions of snapshots by the snapshot's own events", async () => {
  await subscribe({ SourceType: "db-snapshot" });
  await received(1);
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
  const events = (await received(2)).map(messageOf);
  expect(events[0]).toContain("RDS-EVENT-0040");
  expect(events[1]).toContain("RDS-EVENT-0042");
});

it("lists and removes subscriptions, which then hear nothing more", async () => {
  await subscribe(backupsOfHousing);
  const described = await world.rds.send(new DescribeEventSubscriptionsCommand({}));
  expect(described.EventSubscriptionsList).toEqual([
    expect.objectContaining({
      CustSubscriptionId: "backups",
      SourceIdsList: ["housing"],
      EventCategoriesList: ["backup"],
      Enabled: true,
      Status: "active",
    }),
  ]);
  await world.rds.send(new DeleteEventSubscriptionCommand({ SubscriptionName: "backups" }));
  const publishes = world.aws.calls.filter((call) => call.operation === "Publish").length;
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
  expect(world.aws.calls.filter((call) => call.operation === "Publish")).toHaveLength(publishes);
});

it("goes on with a backup whose event cannot be published; the refusal is in the record of calls", async () => {
  await subscribe(backupsOfHousing);
  world.aws.injectFault((call) =>
    call.operation === "Publish"
      ? { kind: "error", status: 403, code: "AuthorizationError", message: "not authorized" }
      : undefined,
  );
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
  await eventually(() => world.aws.calls.find((call) => call.error === "AuthorizationError"));
});

it("names the errors as the SDK knows them", async () => {
  await subscribe(backupsOfHousing);
  const gone = `arn:aws:sns:eu-west-2:${accountId}:gone`;
  const other = { SubscriptionName: "other" };
  expect(
    await Promise.all(
      [
        subscribe(),
        subscribe({ ...other, SnsTopicArn: gone }),
        subscribe({ ...other, SnsTopicArn: "topic" }),
        subscribe({ ...other, SourceType: "db-instance", SourceIds: ["gone"] }),
        subscribe({ ...other, SourceType: "db-instance", EventCategories: ["lunch"] }),
        subscribe({ ...other, SourceIds: ["housing"] }),
        world.rds.send(new DeleteEventSubscriptionCommand({ SubscriptionName: "gone" })),
        world.rds.send(new DescribeEventSubscriptionsCommand({ SubscriptionName: "gone" })),
      ].map(errorName),
    ),
  ).toEqual([
    "SubscriptionAlreadyExistFault",
    "SNSTopicArnNotFoundFault",
    "SNSInvalidTopicFault",
    "SourceNotFoundFault",
    "SubscriptionCategoryNotFoundFault",
    "InvalidParameterCombination",
    "SubscriptionNotFoundFault",
    "SubscriptionNotFoundFault",
  ]);
});
