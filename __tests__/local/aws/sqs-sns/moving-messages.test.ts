import {
  CancelMessageMoveTaskCommand,
  CreateQueueCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from "@aws-sdk/client-sqs";
import fc from "fast-check";
import { queuePage } from "../../../../local/aws/sqs-sns/queue-pages";
import { accountId, errorName, errorOf, eventually, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(async () => {
  await world.close();
});

const arn = (name: string) => `arn:aws:sqs:eu-west-2:${accountId}:${name}`;
const url = (name: string) => `${world.aws.endpoint}/${accountId}/${name}`;

async function create(name: string, deadLetters?: string): Promise<void> {
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn(deadLetters ?? ""), maxReceiveCount: 1 });
  await world.sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      ...(deadLetters === undefined ? {} : { Attributes: { RedrivePolicy } }),
    }),
  );
}

const start = (SourceArn: string, DestinationArn?: string) =>
  world.sqs.send(
    new StartMessageMoveTaskCommand({
      SourceArn,
      ...(DestinationArn === undefined ? {} : { DestinationArn }),
    }),
  );

async function ended(SourceArn: string) {
  return eventually(async () => {
    const { Results = [] } = await world.sqs.send(new ListMessageMoveTasksCommand({ SourceArn }));
    return Results[0]?.Status === "RUNNING" ? undefined : Results[0];
  });
}

it("moves messages back to the queue whose dead letters they are", async () => {
  await create("dead");
  await create("work", "dead");
  const MessageAttributes = { n: { DataType: "Number", StringValue: "1" } };
  for (let index = 0; index < 12; index += 1)
    await world.sqs.send(
      new SendMessageCommand({ QueueUrl: url("dead"), MessageBody: `😀 ${index}`, MessageAttributes }),
    );
  await start(arn("dead"));
  expect(await ended(arn("dead"))).toMatchObject({
    Status: "COMPLETED",
    SourceArn: arn("dead"),
    ApproximateNumberOfMessagesMoved: 12,
    ApproximateNumberOfMessagesToMove: 12,
  });
  const seen = new Set<string | undefined>();
  while (seen.size < 12) {
    const { Messages = [] } = await world.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url("work"),
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ["All"],
        WaitTimeSeconds: 2,
      }),
    );
    if (Messages.length === 0) break;
    for (const { Body, MessageAttributes: attributes } of Messages) {
      expect(attributes?.["n"]?.StringValue).toBe("1");
      seen.add(Body);
    }
  }
  expect(seen.size).toBe(12);
});

it("needs to be told where to when several queues have the same dead letters", async () => {
  await create("shared-dead");
  await create("first", "shared-dead");
  await create("second", "shared-dead");
  expect((await errorOf(start(arn("shared-dead")))).message).toContain("DestinationArn");
  await world.sqs.send(new SendMessageCommand({ QueueUrl: url("shared-dead"), MessageBody: "to second" }));
  await start(arn("shared-dead"), arn("second"));
  expect(await ended(arn("shared-dead"))).toMatchObject({
    DestinationArn: arn("second"),
    Status: "COMPLETED",
  });
  const { Messages } = await world.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url("second"), WaitTimeSeconds: 2 }),
  );
  expect(Messages?.[0]?.Body).toBe("to second");
});

it("refuses what SQS refuses", async () => {
  await create("plain");
  expect(await errorName(start(arn("plain")))).toBe("InvalidParameterValue");
  expect(await errorName(start(arn("gone")))).toBe("ResourceNotFoundException");
  await create("dead-2");
  await create("work-2", "dead-2");
  expect(await errorName(start(arn("dead-2"), arn("gone")))).toBe("ResourceNotFoundException");
  const { TaskHandle } = await start(arn("dead-2"));
  await ended(arn("dead-2"));
  const cancel = (handle: string | undefined) =>
    world.sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle: handle }));
  expect(await errorName(cancel(TaskHandle))).toBe("UnsupportedOperation");
  expect(await errorName(cancel("bm9uZQ=="))).toBe("ResourceNotFoundException");
});

it("names the queues whose dead letters a queue gets", async () => {
  await create("dead-3");
  await create("work-3a", "dead-3");
  await create("work-3b", "dead-3");
  const sources = (QueueUrl: string, MaxResults?: number, NextToken?: string) =>
    world.sqs.send(
      new ListDeadLetterSourceQueuesCommand({
        QueueUrl,
        ...(MaxResults === undefined ? {} : { MaxResults }),
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
  expect((await sources(url("dead-3"))).queueUrls).toEqual([url("work-3a"), url("work-3b")]);
  const first = await sources(url("dead-3"), 1);
  expect((await sources(url("dead-3"), 1, first.NextToken)).queueUrls).toEqual([url("work-3b")]);
  expect((await sources(url("work-3a"))).queueUrls).toEqual([]);
  expect(await errorName(sources(url("gone")))).toBe("QueueDoesNotExist");
});

it("pages queues of a prefix, and leaves an empty list out", async () => {
  await create("paged-1");
  await create("paged-2");
  const list = (QueueNamePrefix: string, MaxResults?: number) =>
    world.sqs.send(
      new ListQueuesCommand({ QueueNamePrefix, ...(MaxResults === undefined ? {} : { MaxResults }) }),
    );
  expect(await list("paged-", 1)).toMatchObject({
    QueueUrls: [url("paged-1")],
    NextToken: expect.any(String) as string,
  });
  expect((await list("none-")).QueueUrls).toBeUndefined();
  expect(await errorName(list("paged-", 1001))).toBe("InvalidParameterValue");
});

it("gives every queue once, whatever the size of the pages", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,5}$/)),
      fc.integer({ min: 1, max: 7 }),
      (names, size) => {
        const seen: string[] = [];
        let token: string | undefined;
        do {
          const page = queuePage(names, {
            MaxResults: size,
            ...(token === undefined ? {} : { NextToken: token }),
          });
          expect(page.names.length).toBeLessThanOrEqual(size);
          seen.push(...page.names);
          token = page.nextToken;
        } while (token !== undefined);
        expect(seen).toEqual([...names].sort());
      },
    ),
  );
});
