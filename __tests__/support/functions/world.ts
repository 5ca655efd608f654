import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { composeCopier } from "../../../functions/copier/compose";
import { composeExport } from "../../../functions/export/compose";
import { deadLetterSchema, type DeadLetter } from "../../../functions/shared/dead-letter";
import type { BatchHandler, Invocation } from "../../../functions/shared/batch";
import type { METRIC } from "../../../functions/shared/metrics";
import type { Log } from "../../../functions/shared/ports";
import { FakeAws } from "./fake-aws";
import type { SentMessage } from "./fake-sqs";
import { sqsRecord } from "./records";

const arn = (queue: string): string => `arn:aws:sqs:eu-west-2:123456789012:${queue}`;

export const EXPORT_ENVIRONMENT = {
  IAM_ROLE_ARN: "arn:aws:iam::123456789012:role/export-service",
  KMS_KEY_ID: "1234abcd-12ab-34cd-56ef-1234567890ab",
  S3_BUCKET_NAME: "export-bucket",
  LANDED_SNAPSHOTS: "all",
  IGNORED_SNAPSHOT_TAGS: "{}",
  IGNORED_SNAPSHOT_NAMES: "[]",
  RECONCILIATION_WINDOW_IN_DAYS: "0",
  COPIER_QUEUE_ARN: arn("copier"),
  DEAD_LETTER_QUEUE_ARN: arn("export-dead"),
};

export const COPIER_ENVIRONMENT = {
  EXPORT_BUCKET_NAME: "export-bucket",
  BUCKET_DESTINATION: "zone-bucket",
  SERVICE_AREA: "housing",
  ON_SKIPPED_TABLES: "warn",
  WORKFLOW_NAME: "workflow",
  BACKDATED_WORKFLOW_NAME: "backdated-workflow",
  DEAD_LETTER_QUEUE_ARN: arn("copier-dead"),
};

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

type FunctionName = "export" | "copier";

/** Both functions as they are deployed, over an imitated AWS, with a clock that only the test moves. */
export class World {
  now: Date;
  readonly aws: FakeAws;
  readonly log: LogLine[] = [];
  readonly metrics: Partial<Record<keyof typeof METRIC, number>> = {};
  /** The last value by `<instance> <metric>`. */
  readonly instanceMetrics: Record<string, number> = {};
  flushes = 0;
  /** Milliseconds that Lambda says remain; by default, plenty. */
  remainingMilliseconds: () => number = () => 900_000;
  private readonly handlers: Record<FunctionName, BatchHandler>;

  constructor(
    start: string,
    given: {
      copier?: Partial<typeof COPIER_ENVIRONMENT>;
      export?: Readonly<Record<string, string>>;
      maxAttempts?: number;
    } = {},
  ) {
    this.now = new Date(start);
    this.aws = new FakeAws(() => this.now);
    for (const queue of ["export", "copier", "export-dead", "copier-dead"]) this.aws.sqs.messages(queue);
    for (const workflow of ["workflow", "backdated-workflow"]) this.aws.glue.workflows.add(workflow);
    this.aws.s3.buckets.set("export-bucket", new Map()).set("zone-bucket", new Map());

    const common = {
      clock: { now: () => this.now },
      requestHandler: this.aws,
      endpoint: "http://127.0.0.1:1",
      region: "eu-west-2",
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
      maxAttempts: given.maxAttempts ?? 2,
      log: this.recordingLog(),
      metrics: {
        add: (metric: keyof typeof METRIC, value: number) => {
          this.metrics[metric] = (this.metrics[metric] ?? 0) + value;
        },
        addOfInstance: (instance: string, metric: keyof typeof METRIC, value: number) => {
          this.instanceMetrics[`${instance} ${metric}`] = value;
        },
        flush: () => {
          this.flushes++;
        },
      },
    };
    this.handlers = {
      export: composeExport({ ...common, environment: { ...EXPORT_ENVIRONMENT, ...given.export } }),
      copier: composeCopier({ ...common, environment: { ...COPIER_ENVIRONMENT, ...given.copier } }),
    };
  }

  /** Invokes a function with these records. */
  async invoke(name: FunctionName, ...records: readonly (SQSRecord | string)[]): Promise<SQSBatchResponse> {
    const invocation: Invocation = { getRemainingTimeInMillis: () => this.remainingMilliseconds() };
    const Records = records.map((record, at) =>
      typeof record === "string"
        ? sqsRecord(record, { messageId: `record-${at + 1}`, eventSourceARN: arn(name) })
        : record,
    );
    return await this.handlers[name]({ Records }, invocation);
  }

  /** Takes everything out of a queue. */
  drain(queue: string): SentMessage[] {
    return this.aws.sqs.messages(queue).splice(0);
  }

  /** The only message in a queue, taken out. */
  takeOnly(queue: string): SentMessage {
    const [message, ...others] = this.drain(queue);
    if (message === undefined || others.length > 0)
      throw new Error(`expected one message in ${queue}, found ${others.length + (message ? 1 : 0)}`);
    return message;
  }

  /** The letters in a dead-letter queue, read by their schema. */
  letters(name: FunctionName): DeadLetter[] {
    return this.aws.sqs.messages(`${name}-dead`).map(({ body }) => deadLetterSchema.parse(JSON.parse(body)));
  }

  decisions(): unknown[] {
    return this.log.map(({ fields }) => fields["decision"]).filter((decision) => decision !== undefined);
  }

  /**
   * Lets time pass: delivers each message of both queues when its delay is over, until the queues are empty or the time
   * is reached. `onTick` runs before each delivery, and may change the world.
   */
  async runUntil(end: string, onTick: () => void = () => undefined): Promise<void> {
    for (;;) {
      const next = (["export", "copier"] as const)
        .flatMap((name) =>
          this.aws.sqs.messages(name).map((message) => ({ name, message, due: dueAt(message) })),
        )
        .sort((one, other) => one.due - other.due)[0];
      if (next === undefined || next.due > Date.parse(end)) return;
      this.now = new Date(Math.max(next.due, this.now.getTime()));
      onTick();
      const queue = this.aws.sqs.messages(next.name);
      queue.splice(queue.indexOf(next.message), 1);
      const answer = await this.invoke(next.name, delivered(next.message, next.name));
      if (answer.batchItemFailures.length > 0)
        throw new Error(`${next.name} failed on ${next.message.body}: ${JSON.stringify(this.log.at(-1))}`);
    }
  }

  private recordingLog(): Log {
    const at =
      (level: keyof Log) =>
      (message: string, fields: Readonly<Record<string, unknown>>): void => {
        this.log.push({ level, message, fields });
      };
    return { info: at("info"), warn: at("warn"), error: at("error") };
  }
}

function dueAt({ sentAt, delaySeconds }: SentMessage): number {
  return sentAt.getTime() + delaySeconds * 1000;
}

/** A sent message as Lambda hands it to the function. */
export function delivered(message: SentMessage, queue: string): SQSRecord {
  return sqsRecord(message.body, {
    messageId: message.id,
    eventSourceARN: arn(queue),
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue }]) => [
        name,
        { dataType: DataType, stringValue: StringValue },
      ]),
    ),
  });
}
