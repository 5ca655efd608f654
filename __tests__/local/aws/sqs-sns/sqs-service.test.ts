import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
  type CreateQueueCommandInput,
  type Message,
  type SendMessageCommandInput,
} from "@aws-sdk/client-sqs";
import { accountId, errorName, errorOf, eventually, operator, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ factor: 300 });
});
afterAll(async () => {
  await world.close();
});

let queues = 0;
async function queue(Attributes?: CreateQueueCommandInput["Attributes"]): Promise<string> {
  queues += 1;
  const QueueName = `queue-${queues}`;
  const { QueueUrl = "" } = await world.sqs.send(
    new CreateQueueCommand({ QueueName, ...(Attributes === undefined ? {} : { Attributes }) }),
  );
  return QueueUrl;
}

async function receive(
  QueueUrl: string,
  given: { WaitTimeSeconds?: number; VisibilityTimeout?: number } = {},
): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ["All"],
    MessageAttributeNames: ["All"],
    ...given,
  });
  return (await world.sqs.send(command)).Messages ?? [];
}

const send = (
  QueueUrl: string,
  given: Omit<Partial<SendMessageCommandInput>, "MessageBody"> & { MessageBody?: string } = {},
) => world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "hello", ...given }));

describe("queues", () => {
  it("have URLs at this endpoint and ARNs of the configured account", async () => {
    const url = await queue();
    expect(url).toBe(`${world.aws.endpoint}/${accountId}/queue-${queues}`);
    const QueueName = `queue-${queues}`;
    expect((await world.sqs.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl).toBe(url);
    expect((await world.sqs.send(new ListQueuesCommand({ QueueNamePrefix: QueueName }))).QueueUrls).toEqual([
      url,
    ]);
    const { Attributes } = await world.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
    );
    expect(Attributes).toEqual({ QueueArn: `arn:aws:sqs:eu-west-2:${accountId}:${QueueName}` });
  });

  it("are reached by a client that knows nothing but a queue's URL", async () => {
    const url = await queue();
    const { region, credentials } = world.settingsFor(operator);
    // The SDK warns that the queue's URL leads elsewhere than to AWS: that is the point here.
    const quiet = () => undefined;
    const silent = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };
    const client = new SQSClient({ region, credentials, logger: silent });
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: "by URL" }));
    client.destroy();
    expect((await receive(url))[0]?.Body).toBe("by URL");
    expect(world.aws.calls.at(-2)).toMatchObject({
      operation: "SendMessage",
      resource: `arn:aws:sqs:eu-west-2:${accountId}:queue-${queues}`,
    });
  });

  it("answer their attributes as given, in world seconds, those the emulator does not know included", async () => {
    const deadLetter = await queue();
    const given = {
      VisibilityTimeout: "5400",
      DelaySeconds: "60",
      SqsManagedSseEnabled: "true",
      Policy: '{"Version":"2012-10-17", "Statement":[]}',
    };
    const url = await queue(given);
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:eu-west-2:${accountId}:${deadLetter.split("/").at(-1) ?? ""}`,
      maxReceiveCount: 4,
    });
    await world.sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { RedrivePolicy } }));
    const { Attributes } = await world.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["All"] }),
    );
    expect(Attributes).toMatchObject({ ...given, RedrivePolicy });
  });

  it.each([
    ["a visibility timeout over twelve hours", { VisibilityTimeout: "43201" }, "InvalidAttributeValue"],
    ["a delay over 900 s", { DelaySeconds: "901" }, "InvalidAttributeValue"],
    ["a retention under 60 s", { MessageRetentionPeriod: "59" }, "InvalidAttributeValue"],
    ["an unknown attribute", { Colour: "red" }, "InvalidAttributeName"],
    ["a policy that is no JSON", { Policy: "{" }, "InvalidAttributeValue"],
    [
      "a dead-letter queue that does not exist",
      {
        RedrivePolicy: `{"deadLetterTargetArn":"arn:aws:sqs:eu-west-2:${accountId}:gone","maxReceiveCount":4}`,
      },
      "InvalidParameterValue",
    ],
  ])("are refused with %s", async (_, Attributes: Record<string, string>, name) => {
    const command = new CreateQueueCommand({ QueueName: "refused", Attributes });
    expect(await errorName(world.sqs.send(command))).toBe(name);
  });

  it("are refused with an illegal name, and not found when they do not exist", async () => {
    expect(await errorName(world.sqs.send(new CreateQueueCommand({ QueueName: "a b" })))).toBe(
      "InvalidParameterValue",
    );
    for (const account of [accountId, "444455556666"])
      expect(await errorName(send(`${world.aws.endpoint}/${account}/gone`))).toBe("QueueDoesNotExist");
    expect(await errorName(send("gone"))).toBe("InvalidAddress");
  });
});

describe("messages", () => {
  test("are taken away by a handle that was given out, again, too, and by nothing else", async () => {
    const QueueUrl = await queue();
    await world.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "one" }));
    const [message] = await receive(QueueUrl, { WaitTimeSeconds: 1 });
    const ReceiptHandle = message?.ReceiptHandle;
    await world.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    await world.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    const wrong = { QueueUrl, ReceiptHandle: "x" };
    expect(await errorName(world.sqs.send(new DeleteMessageCommand(wrong)))).toBe("ReceiptHandleIsInvalid");
    const hide = new ChangeMessageVisibilityCommand({ ...wrong, VisibilityTimeout: 1 });
    expect(await errorName(world.sqs.send(hide))).toBe("ReceiptHandleIsInvalid");
  });

  it("travel with their attributes, and are stamped in world time", async () => {
    const url = await queue();
    const MessageAttributes = { Attempt: { DataType: "Number", StringValue: "3" } };
    await send(url, { MessageAttributes });
    const [message] = await receive(url);
    expect(message).toMatchObject({ Body: "hello", MessageAttributes });
    const sent = Number(message?.Attributes?.SentTimestamp);
    const newest = world.aws.calls.at(-2)?.time.getTime() ?? 0;
    expect(Math.abs(sent - newest)).toBeLessThan(300_000);
  });

  const attributes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`a${index}`, { DataType: "String", StringValue: "x" }]),
    );

  it.each([
    ["a delay of 901 s", { DelaySeconds: 901 }],
    ["a negative delay", { DelaySeconds: -1 }],
    ["more than 1 MiB", { MessageBody: "x".repeat(1_048_577) }],
    [
      "more than 1 MiB with attributes",
      { MessageBody: "x".repeat(1_048_576), MessageAttributes: attributes(1) },
    ],
    ["eleven attributes", { MessageAttributes: attributes(11) }],
    ["an empty attribute", { MessageAttributes: { a: { DataType: "String", StringValue: "" } } }],
    ["a Number that is none", { MessageAttributes: { a: { DataType: "Number", StringValue: "three" } } }],
    ["an unknown type", { MessageAttributes: { a: { DataType: "Date", StringValue: "x" } } }],
    [
      "a reserved attribute name",
      { MessageAttributes: { "AWS.x": { DataType: "String", StringValue: "x" } } },
    ],
  ])("are refused with %s", async (_, given) => {
    const url = await queue();
    expect(await errorName(send(url, given))).toBe("InvalidParameterValue");
    expect(await receive(url)).toEqual([]);
  });

  it("are taken with characters beyond U+FFFF, alone and in a batch", async () => {
    const url = await queue();
    const MessageBody = "😀 \uE000 \u{10FFFF}";
    // The SDK checks the digests of what it sent and of what it received.
    await send(url, { MessageBody });
    const Entries = [{ Id: "a", MessageBody }];
    const { Failed } = await world.sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(Failed).toEqual([]);
    expect((await receive(url)).map((message) => message.Body)).toEqual([MessageBody, MessageBody]);
  });

  it("are refused with a control character", async () => {
    expect(await errorName(send(await queue(), { MessageBody: "\u0001" }))).toBe("InvalidMessageContents");
  });

  it("are taken at the limits", async () => {
    const url = await queue();
    await send(url, { MessageBody: "x".repeat(1_048_576) });
    await send(url, { MessageAttributes: attributes(10), DelaySeconds: 900 });
  });

  it("are refused one by one in a batch", async () => {
    const url = await queue();
    const Entries = [
      { Id: "late", MessageBody: "x", DelaySeconds: 901 },
      { Id: "good", MessageBody: "y" },
    ];
    const { Successful, Failed } = await world.sqs.send(
      new SendMessageBatchCommand({ QueueUrl: url, Entries }),
    );
    expect(Successful?.map((entry) => entry.Id)).toEqual(["good"]);
    expect(Failed).toEqual([expect.objectContaining({ Id: "late", Code: "InvalidParameterValue" })]);
    expect((await receive(url)).map((message) => message.Body)).toEqual(["y"]);
  });
});

describe("waits are scaled by the clock", () => {
  // At factor 300, a real second is five world minutes: 90 s are 300 ms; a timer may be a moment early.
  const WAITED = 295;
  /** Milliseconds until a message arrives, from before the call that makes it wait. Unscaled none would arrive in time. */
  const arrives = async (url: string, made: () => Promise<unknown>): Promise<number> => {
    const began = Date.now();
    await made();
    await eventually(async () => (await receive(url, { WaitTimeSeconds: 5 }))[0]);
    return Date.now() - began;
  };

  it("for a message's delay", async () => {
    const url = await queue();
    expect(await arrives(url, () => send(url, { DelaySeconds: 90 }))).toBeGreaterThanOrEqual(WAITED);
  });

  it("for a queue's delay", async () => {
    const url = await queue({ DelaySeconds: "90" });
    expect(await arrives(url, () => send(url))).toBeGreaterThanOrEqual(WAITED);
  });

  it("for a queue's visibility timeout, and another one given on receiving", async () => {
    const url = await queue({ VisibilityTimeout: "90" });
    await send(url);
    expect(await arrives(url, () => receive(url))).toBeGreaterThanOrEqual(WAITED);
    await eventually(async () => (await receive(url, { VisibilityTimeout: 43_200 }))[0]);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await receive(url)).toEqual([]);
  });

  it("for a visibility timeout that is changed, and not for none at all", async () => {
    const url = await queue({ VisibilityTimeout: "43200" });
    await send(url);
    const [first] = await receive(url);
    const change = (ReceiptHandle: string | undefined, VisibilityTimeout: number) =>
      world.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout }));
    expect(await arrives(url, () => change(first?.ReceiptHandle, 90))).toBeGreaterThanOrEqual(WAITED);
    const error = await errorOf(change(first?.ReceiptHandle, 43_201));
    expect(error.name).toBe("InvalidParameterValue");
    expect(error.message).toContain("43201");
  });
});

it("moves a message that is received too often to the dead-letter queue", async () => {
  const dead = await queue();
  const deadLetterTargetArn = `arn:aws:sqs:eu-west-2:${accountId}:${dead.split("/").at(-1) ?? ""}`;
  const url = await queue({
    VisibilityTimeout: "0",
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 }),
  });
  await send(url);
  for (let times = 0; times < 3; times += 1) await receive(url);
  expect((await receive(dead))[0]?.Body).toBe("hello");
  expect(await receive(url)).toEqual([]);
});

it("answers a long poll with the first message, and again gives out a message whose receiver has gone", async () => {
  const url = await queue({ VisibilityTimeout: "43200" });
  const polled = receive(url, { WaitTimeSeconds: 20 });
  await send(url);
  const [message] = await polled;
  await world.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
  const abort = new AbortController();
  const gone = world.sqs
    .send(new ReceiveMessageCommand({ QueueUrl: url, WaitTimeSeconds: 20 }), { abortSignal: abort.signal })
    .catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  abort.abort();
  await gone;
  await send(url, { MessageBody: "for somebody else" });
  const again = await eventually(async () => (await receive(url, { WaitTimeSeconds: 1 }))[0]);
  expect(again.Body).toBe("for somebody else");
});
