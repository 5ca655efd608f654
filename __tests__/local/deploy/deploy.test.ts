import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { GetTopicAttributesCommand, PublishCommand } from "@aws-sdk/client-sns";
import { DescribeEventSubscriptionsCommand } from "@aws-sdk/client-rds";
import { strToU8, zipSync } from "fflate";
import { startLocalAws } from "../../../local/aws/local-aws";
import type { Credentials, LocalAws } from "../../../local/aws/types";
import { worldClock } from "../../../local/clock";
import { clientsOf, type Clients } from "../../../local/deploy/clients";
import { Configuration } from "../../../local/deploy/configuration";
import { deploy, type Deployment } from "../../../local/deploy/deploy";
import { parseTerraformJson } from "../../../local/deploy/terraform-json";
import type { EventSourceReport } from "../../../local/lambda/event-source";
import { LocalLambda } from "../../../local/lambda/local-lambda";
import type { FunctionLine } from "../../../local/lambda/local-function";

const CODE = `exports.handler = async (event, context) => {
  const failed = [];
  for (const record of event.Records) {
    console.log(JSON.stringify({ record, role: process.env.AWS_ACCESS_KEY_ID, queue: process.env.OTHER_QUEUE }));
    if (record.body === "fail") failed.push({ itemIdentifier: record.messageId });
    if (record.body === "crash") process.exit(3);
    if (record.body === "throw") throw new Error("broken handler");
  }
  return { batchItemFailures: failed };
};`;
const zip = zipSync({ "index.js": strToU8(CODE) });
const hash = createHash("sha256").update(zip).digest("base64");

function stack(changes: { mapping?: object; queue?: object; hash?: string } = {}): unknown {
  return {
    "//": { metadata: {} },
    terraform: { backend: {} },
    provider: { aws: [{ region: "eu-west-2" }] },
    output: { queue: { value: "${aws_sqs_queue.work.arn}" } },
    data: {
      aws_iam_policy_document: {
        topic: {
          statement: [
            {
              actions: ["sns:Publish"],
              resources: ["${aws_sns_topic.events.arn}"],
              principals: [{ type: "Service", identifiers: ["events.rds.amazonaws.com"] }],
            },
          ],
        },
      },
    },
    resource: {
      aws_s3_bucket: { code: { bucket: "test-code" } },
      aws_s3_object: {
        code: {
          bucket: "${aws_s3_bucket.code.id}",
          key: "work.zip",
          source: "assets/work.zip",
          metadata: { sha: hash },
        },
      },
      aws_sqs_queue: {
        work: {
          name: "test-work",
          visibility_timeout_seconds: 45,
          redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.dead.arn}","maxReceiveCount":2}',
          ...changes.queue,
        },
        dead: { name: "test-dead", message_retention_seconds: 1209600 },
      },
      aws_sqs_queue_policy: {
        work: { queue_url: "${aws_sqs_queue.work.id}", policy: '{"Version":"2012-10-17","Statement":[]}' },
      },
      aws_sns_topic: { events: { name: "test-events" } },
      aws_sns_topic_policy: {
        events: { arn: "${aws_sns_topic.events.arn}", policy: "${data.aws_iam_policy_document.topic.json}" },
      },
      aws_sns_topic_subscription: {
        work: {
          topic_arn: "${aws_sns_topic.events.arn}",
          protocol: "sqs",
          endpoint: "${aws_sqs_queue.work.arn}",
        },
      },
      aws_db_event_subscription: {
        events: {
          name: "test-events",
          sns_topic: "${aws_sns_topic.events.arn}",
          source_type: "db-instance",
          source_ids: ["orders"],
          event_categories: ["backup"],
        },
      },
      aws_iam_role: { work: { name: "test-work-lambda", assume_role_policy: "{}" } },
      aws_lambda_function: {
        work: {
          function_name: "test-work",
          role: "${aws_iam_role.work.arn}",
          handler: "index.handler",
          runtime: "nodejs22.x",
          timeout: 5,
          s3_bucket: "${aws_s3_object.code.bucket}",
          s3_key: "${aws_s3_object.code.key}",
          source_code_hash: changes.hash ?? hash,
          environment: { variables: { OTHER_QUEUE: "${aws_sqs_queue.dead.arn}" } },
          logging_config: { log_format: "JSON", log_group: "/test/work" },
        },
      },
      aws_lambda_event_source_mapping: {
        work: {
          event_source_arn: "${aws_sqs_queue.work.arn}",
          function_name: "${aws_lambda_function.work.arn}",
          batch_size: 1,
          function_response_types: ["ReportBatchItemFailures"],
          ...changes.mapping,
        },
      },
    },
  };
}

const accountId = "111122223333";
let directory: string;
let aws: LocalAws;
let clients: Clients;
let lambda: LocalLambda | undefined;
let lines: FunctionLine[];
let reports: EventSourceReport[];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), "deploy-"));
  mkdirSync(path.join(directory, "stack", "assets"), { recursive: true });
  writeFileSync(path.join(directory, "stack", "assets", "work.zip"), zip);
  [lines, reports, lambda] = [[], [], undefined];
  aws = await startLocalAws({
    region: "eu-west-2",
    accountId,
    clock: worldClock(60),
    directory: path.join(directory, "s3"),
    snapshots: { create: () => Promise.resolve(), drop: () => Promise.resolve() },
    exporter: { export: () => Promise.reject(new Error("nothing is exported here")) },
  });
  aws.rds.createInstance("orders");
  clients = clientsOf(
    aws,
    aws.credentialsFor({ principal: `arn:aws:iam::${accountId}:role/deploy`, accountId }),
  );
});
afterEach(async () => {
  await lambda?.close();
  clients.destroy();
  await aws.close();
  rmSync(directory, { recursive: true });
});

function deployStack(document: unknown): Promise<Deployment> {
  const configuration = new Configuration(parseTerraformJson(JSON.stringify(document)), {
    accountId,
    region: aws.region,
    endpoint: aws.endpoint,
  });
  return deploy(configuration, clients, path.join(directory, "stack"));
}

async function start(deployment: Deployment): Promise<void> {
  lambda = await LocalLambda.start(deployment, {
    aws,
    clock: worldClock(60),
    directory: path.join(directory, "functions"),
    deployer: clients,
    onLine: (line) => lines.push(line),
    onReport: (report) => reports.push(report),
    onEvent: () => undefined,
  });
}

async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 400; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`did not come: ${JSON.stringify({ lines, reports })}`);
}

const url = (name: string): string => `${aws.endpoint}/${accountId}/${name}`;
const send = (body: string): Promise<unknown> =>
  clients.sqs.send(
    new SendMessageCommand({
      QueueUrl: url("test-work"),
      MessageBody: body,
      MessageAttributes: { Attempt: { DataType: "Number", StringValue: "3" } },
    }),
  );
const report = (index = 0): Promise<EventSourceReport> => until(() => reports[index]);

describe("deploy", () => {
  test("makes what the stack says, with its attributes", async () => {
    const deployment = await deployStack(stack());
    expect(deployment).toMatchObject({
      buckets: ["test-code"],
      roles: [`arn:aws:iam::${accountId}:role/test-work-lambda`],
      functions: [
        {
          functionName: "test-work",
          environment: { OTHER_QUEUE: `arn:aws:sqs:eu-west-2:${accountId}:test-dead` },
        },
      ],
      eventSources: [{ functionName: "test-work", batchSize: 1, reportsItemFailures: true }],
    });
    const { Attributes } = await clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: url("test-work"), AttributeNames: ["All"] }),
    );
    expect(Attributes).toMatchObject({
      VisibilityTimeout: "45",
      Policy: '{"Version":"2012-10-17","Statement":[]}',
    });
    expect(JSON.parse(Attributes?.RedrivePolicy ?? "")).toEqual({
      deadLetterTargetArn: `arn:aws:sqs:eu-west-2:${accountId}:test-dead`,
      maxReceiveCount: 2,
    });
    const topic = await clients.sns.send(
      new GetTopicAttributesCommand({ TopicArn: `arn:aws:sns:eu-west-2:${accountId}:test-events` }),
    );
    expect(JSON.parse(topic.Attributes?.["Policy"] ?? "")).toMatchObject({
      Statement: [{ Action: "sns:Publish", Principal: { Service: "events.rds.amazonaws.com" } }],
    });
    const { EventSubscriptionsList } = await clients.rds.send(new DescribeEventSubscriptionsCommand({}));
    expect(EventSubscriptionsList).toMatchObject([
      { CustSubscriptionId: "test-events", SourceIdsList: ["orders"] },
    ]);
    expect(aws.buckets.objects("test-code")).toMatchObject([{ key: "work.zip", metadata: { sha: hash } }]);
  });

  test.each([
    [
      "a visibility shorter than the function's time",
      { queue: { visibility_timeout_seconds: 3 } },
      /visibility timeout of 3 s is less than the function's 5 s/,
    ],
    ["a batch of 11", { mapping: { batch_size: 11 } }, /batch size: expected 1 to 10 messages, got 11/],
    [
      "a concurrency of 1",
      { mapping: { scaling_config: { maximum_concurrency: 1 } } },
      /maximum concurrency: expected 2 to 1000/,
    ],
    ["a filter, which it would ignore", { mapping: { filter_criteria: {} } }, /filter_criteria/],
  ])("refuses %s", async (_what, changes, words) => {
    await expect(deployStack(stack(changes))).rejects.toThrow(words);
  });
});

describe("LocalLambda", () => {
  test("refuses code that is not what the stack's hash says", async () => {
    const deployment = await deployStack(stack({ hash: "different" }));
    await expect(start(deployment)).rejects.toThrow(/work\.zip has SHA-256 .* source_code_hash is different/);
  });

  test("hands messages to the function as Lambda does, as its role, and deletes them", async () => {
    const given = jest.spyOn(aws, "credentialsFor");
    await start(await deployStack(stack()));
    await send("hello");
    await report(1); // RDS's greeting of the topic is a message, too
    const seen = lines.map(
      ({ text }) => JSON.parse(text) as { record: { body: string }; role: string; queue: string },
    );
    const hello = seen.find(({ record }) => record.body === "hello");
    // Each instance has a session of its own.
    const callers = given.mock.calls.flatMap(([caller], index) =>
      isKeyOf(given.mock.results[index]?.value, hello?.role) ? [caller] : [],
    );
    expect(callers).toEqual([
      {
        principal: `arn:aws:iam::${accountId}:role/test-work-lambda`,
        accountId,
        session: expect.stringMatching(/\w/),
      },
    ]);
    given.mockRestore();
    expect(hello).toEqual({
      queue: `arn:aws:sqs:eu-west-2:${accountId}:test-dead`,
      role: expect.any(String),
      record: {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: expect.any(String),
        body: "hello",
        attributes: expect.objectContaining({
          ApproximateReceiveCount: "1",
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: accountId,
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        }),
        messageAttributes: {
          Attempt: { stringValue: "3", stringListValues: [], binaryListValues: [], dataType: "Number" },
        },
        md5OfMessageAttributes: expect.stringMatching(/^[0-9a-f]{32}$/),
        md5OfBody: createHash("md5").update("hello").digest("hex"),
        eventSource: "aws:sqs",
        eventSourceARN: `arn:aws:sqs:eu-west-2:${accountId}:test-work`,
        awsRegion: "eu-west-2",
      },
    });
    const polls = aws.calls.filter(({ operation }) => operation === "DeleteMessageBatch");
    expect(polls[0]?.caller.principal).toBe(`arn:aws:iam::${accountId}:role/test-work-lambda`);
    await until(async () => {
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: url("test-work"), AttributeNames: ["All"] }),
      );
      return Attributes?.ApproximateNumberOfMessagesNotVisible === "0" ? true : undefined;
    });
  });

  test.each([
    ["reports as failed", "fail", { kind: "partlyDone" }],
    ["throws on", "throw", { kind: "retried", why: "Error: broken handler" }],
    ["crashes on", "crash", { kind: "retried", why: expect.stringContaining("exit code 3") }],
  ])(
    "leaves a message that the function %s to SQS, which gives up after two receives",
    async (_what, body, outcome) => {
      await start(await deployStack(stack()));
      await report();
      await send(body);
      expect(await report(1)).toMatchObject({ kind: "invoked", messages: 1, outcome });
      const dead = await until(async () => {
        const { Messages } = await clients.sqs.send(
          new ReceiveMessageCommand({ QueueUrl: url("test-dead") }),
        );
        return Messages?.[0];
      });
      expect(dead.Body).toBe(body);
      expect(reports.filter((each) => each.kind === "invoked" && each.outcome.kind !== "done")).toHaveLength(
        2,
      );
    },
  );

  test("delivers what is published to the topic, after RDS's greeting", async () => {
    await start(await deployStack(stack()));
    await clients.sns.send(
      new PublishCommand({
        TopicArn: `arn:aws:sns:eu-west-2:${accountId}:test-events`,
        Message: "from the topic",
      }),
    );
    await report(1);
    const bodies = lines.map(({ text }) => (JSON.parse(text) as { record: { body: string } }).record.body);
    expect(bodies.map((body) => (JSON.parse(body) as { Message: string }).Message).sort()).toEqual([
      expect.stringMatching(
        /^This is a message to notify that RDS will attempt to send you event notifications/,
      ),
      "from the topic",
    ]);
  });
});

describe("a function's AWS calls", () => {
  // The SDK compares its clock (world time, in a function) with the Date of each answer, and repeats what is refused
  // when they seem to differ.
  test("are answered without a Date that could be compared with world time", async () => {
    const answer = await fetch(aws.endpoint);
    expect(answer.headers.get("date")).toBeNull();
  });
});

function isKeyOf(credentials: unknown, accessKeyId: string | undefined): boolean {
  return (credentials as Credentials).accessKeyId === accessKeyId;
}
