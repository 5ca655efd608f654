import type { METRIC } from "./metrics";
import type { RetryAttributes } from "./retry-state";

/** One message to send. */
export interface OutgoingMessage {
  readonly body: string;
  /** Seconds until it can be received, 0 to 900. @default 0 */
  readonly delaySeconds?: number;
  readonly attributes?: RetryAttributes;
}

/** SQS as the functions need it. */
export interface Queues {
  /** @throws AwsCallError when SQS does not take it */
  send(queueArn: string, message: OutgoingMessage): Promise<void>;
}

/** Structured log: one line per call. */
export interface Log {
  info(message: string, fields: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields: Readonly<Record<string, unknown>>): void;
  error(message: string, fields: Readonly<Record<string, unknown>>): void;
}

/** CloudWatch metrics: gathered, then written once per invocation. */
export interface MetricsRecorder {
  add(metric: keyof typeof METRIC, value: number): void;
  /** The same metric of one database instance, by its identifier: written at once, beside that of all of them. */
  addOfInstance(instance: string, metric: keyof typeof METRIC, value: number): void;
  flush(): void;
}
