import type { EventPattern } from "./event-pattern";

/** How often, and for how long, a delivery that fails is tried again. */
export interface RetryPolicy {
  /** World seconds. @default 86,400, as EventBridge */
  readonly maximumAgeSeconds?: number;
  /** @default 185, as EventBridge */
  readonly maximumAttempts?: number;
}

/** A queue that something is delivered to. */
export interface QueueDelivery {
  readonly queueArn: string;
  /** Queue of what could not be delivered. @default none: it is gone */
  readonly deadLetterArn?: string;
  readonly retry?: RetryPolicy;
}

/** A rule of the default event bus with its targets. */
export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly enabled: boolean;
  readonly pattern: EventPattern;
  readonly targets: readonly QueueDelivery[];
}

/** A recurring schedule of EventBridge Scheduler. */
export interface Schedule {
  readonly arn: string;
  /** Of its group: what the role's trust policy is asked about. */
  readonly groupArn: string;
  readonly enabled: boolean;
  /** World seconds between two invocations. */
  readonly everySeconds: number;
  /** ARN of the role that EventBridge Scheduler assumes. */
  readonly roleArn: string;
  /** What is sent; `<aws.scheduler.…>` in it is replaced. */
  readonly input: string;
  readonly target: QueueDelivery;
}

/** EventBridge as the program sees it. */
export interface LocalEvents {
  /** RDS's events are matched from now on. */
  putRule(rule: EventRule): void;
  /** Invokes its target at once, and then at its rate (schedule-types: a rate without a start date). */
  putSchedule(schedule: Schedule): void;
}
