import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from "@aws-sdk/client-sqs";
import { HttpRequest } from "@smithy/core/protocols";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { SQSMessageAttributes, SQSRecord } from "aws-lambda";
import { buildApp } from "fauxqs";
import type { AddressInfo, Server } from "node:net";
import { composeCopier } from "../../functions/copier/compose";
import { composeExport } from "../../functions/export/compose";
import type { HttpRequestHandler } from "../../functions/shared/aws-clients";
import type { BatchHandler } from "../../functions/shared/batch";
import { systemClock } from "../../functions/shared/clock";
import { FakeAws } from "../support/functions/fake-aws";
import { rdsEvent, snsEnvelope, sqsRecord } from "../support/functions/records";
import { COPIER_ENVIRONMENT, EXPORT_ENVIRONMENT } from "../support/functions/world";

const arn = (queue: string): string => `arn:aws:sqs:eu-west-2:000000000000:${queue}`;

/** The part of fauxqs's application (a Fastify instance, whose types it does not ship) that is used here. */
interface Emulator {
  listen(address: { readonly host: string; readonly port: number }): Promise<string>;
  close(): Promise<void>;
  readonly server: Server;
}

/** SQS over real HTTP on the loopback interface; RDS and S3 are imitated in memory. */
describe("with an SQS emulator", () => {
  const emulator = buildApp({ logger: false, defaultRegion: "eu-west-2" }) as unknown as Emulator;
  const aws = new FakeAws(() => new Date());
  const network = new NodeHttpHandler();
  const requestHandler: HttpRequestHandler = {
    handle: (request, options) =>
      request.headers["authorization"]?.includes("/sqs/") === true
        ? network.handle(new HttpRequest(request), options)
        : aws.handle(request, options),
  };
  const access = {
    region: "eu-west-2",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  };
  const urls = new Map<string, string>();
  let client: SQSClient;
  let handlers: Record<"export" | "copier", BatchHandler>;
  let remainingMilliseconds = 900_000;

  beforeAll(async () => {
    await emulator.listen({ host: "127.0.0.1", port: 0 });
    const endpoint = `http://127.0.0.1:${(emulator.server.address() as AddressInfo).port}`;
    client = new SQSClient({ ...access, endpoint });
    for (const QueueName of ["export", "export-dead", "copier", "copier-dead"])
      urls.set(QueueName, (await client.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? "");
    const common = {
      ...access,
      endpoint,
      requestHandler,
      clock: systemClock,
      log: { info: jest.fn(), warn: jest.fn(), error: jest.fn() },
      metrics: { add: jest.fn(), addOfInstance: jest.fn(), flush: jest.fn() },
    };
    const queues = (name: string): object => ({
      DEAD_LETTER_QUEUE_ARN: arn(`${name}-dead`),
      COPIER_QUEUE_ARN: arn("copier"),
    });
    handlers = {
      export: composeExport({ ...common, environment: { ...EXPORT_ENVIRONMENT, ...queues("export") } }),
      copier: composeCopier({ ...common, environment: { ...COPIER_ENVIRONMENT, ...queues("copier") } }),
    };
  });

  afterAll(async () => {
    client.destroy();
    network.destroy();
    await emulator.close();
  });

  async function invoke(
    name: "export" | "copier",
    record: Partial<SQSRecord> & { body: string },
  ): Promise<void> {
    const Records = [sqsRecord(record.body, { ...record, eventSourceARN: arn(name) })];
    const answer = await handlers[name](
      { Records },
      { getRemainingTimeInMillis: () => remainingMilliseconds },
    );
    expect(answer).toEqual({ batchItemFailures: [] });
  }

  async function receive(queue: string): Promise<Message> {
    const { Messages } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: urls.get(queue),
        MessageAttributeNames: ["All"],
        WaitTimeSeconds: 5,
      }),
    );
    const [message] = Messages ?? [];
    if (message === undefined) throw new Error(`nothing in ${queue}`);
    return message;
  }

  it.each(["export", "copier"] as const)("the %s function's dead letters arrive", async (name) => {
    await invoke(name, { body: "poison" });
    const letter = await receive(`${name}-dead`);
    expect(JSON.parse(letter.Body ?? "")).toMatchObject({ code: "UNREADABLE_MESSAGE", original: "poison" });
  });

  it("the export function's message to the copier arrives, delayed", async () => {
    aws.rds.addSnapshot("s1", new Date());
    await invoke("export", { body: snsEnvelope(rdsEvent(new Date())) });
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: urls.get("copier"), AttributeNames: ["All"] }),
    );
    expect(Attributes?.ApproximateNumberOfMessagesDelayed).toBe("1");
  });

  it("a message that waits comes back with its body and counts on", async () => {
    const snapshot = aws.rds.addSnapshot("s2", new Date());
    aws.rds.addTask("s2", snapshot);
    aws.s3.buckets.set("zone-bucket", new Map());
    aws.s3.put("export-bucket", "s2/db/public.t/1/p.parquet");
    // As the export function writes it; a person's own names no instance, and comes back as one that is told of.
    const body = JSON.stringify({
      ...{ ExportTaskIdentifier: "s2", ExportBucket: "export-bucket", DBInstanceIdentifier: "db1" },
    });
    aws.glue.workflows.add("workflow");
    remainingMilliseconds = 1000;

    await invoke("copier", { body });
    const first = await receive("copier");
    await invoke("copier", { body: first.Body ?? "", messageAttributes: asLambda(first) });
    const second = await receive("copier");

    expect([first.Body, second.Body]).toEqual([body, body]);
    expect(second.MessageAttributes).toMatchObject({
      WaitingFor: { StringValue: "time-short" },
      Attempt: { StringValue: "2" },
      FirstSeen: { StringValue: first.MessageAttributes?.["FirstSeen"]?.StringValue },
      Deadline: { StringValue: first.MessageAttributes?.["Deadline"]?.StringValue },
    });
  });
});

/** A received message's attributes as Lambda hands them over. */
function asLambda({ MessageAttributes = {} }: Message): SQSMessageAttributes {
  return Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { DataType = "", StringValue = "" }]) => [
      name,
      { dataType: DataType, stringValue: StringValue },
    ]),
  );
}
