import type { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { Construct } from "constructs";
import { thresholdAlarm, type ThresholdAlarmProps } from "./threshold-alarm";

/**
 * Seconds. A message that is handled is never this old: one that has to wait is sent anew after 900 s at most, an
 * invocation takes 900 s at most, and what a crash hides from others for 5,400 s has been received again by then.
 */
export const OLD_MESSAGE_SECONDS = 7200;

export interface QueueAlarmsProps extends Pick<ThresholdAlarmProps, "actionArns" | "tags" | "terraformName"> {
  readonly deadLetterQueue: SqsQueue;
  readonly deadLetterQueueName: string;
  readonly deadLetterAlarmName: string;
  readonly queue: SqsQueue;
  readonly queueName: string;
  readonly oldMessageAlarmName: string;
}

/** Two alarms: a message lies in the dead-letter queue; nobody reads the queue itself. */
export function queueAlarms(scope: Construct, props: QueueAlarmsProps): void {
  deadLetterAlarm(scope, props);
  oldMessageAlarm(scope, props);
}

function deadLetterAlarm(scope: Construct, props: QueueAlarmsProps): void {
  const { deadLetterQueueName, terraformName } = props;
  thresholdAlarm(scope, "dead-letter-alarm", {
    ...props,
    alarmName: props.deadLetterAlarmName,
    description:
      `Messages lie in ${deadLetterQueueName}, each for 14 days. One that the function wrote says which snapshot, why, ` +
      "and what to do. One that SQS moved there after crashes is the original message: the function's log says why.",
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: props.deadLetterQueue.name },
    statistic: "Maximum",
    threshold: 0,
    terraformName: `${terraformName}_deadletter`,
  });
}

function oldMessageAlarm(scope: Construct, props: QueueAlarmsProps): void {
  const { queueName, terraformName } = props;
  thresholdAlarm(scope, "old-message-alarm", {
    ...props,
    alarmName: props.oldMessageAlarmName,
    description:
      `A message in ${queueName} is older than ${OLD_MESSAGE_SECONDS / 3600} hours: the function does not take it or ` +
      "crashes with it. See whether its event source mapping is enabled, whether its role may read the queue and use " +
      "the queue's key, and what its log says.",
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    dimensions: { QueueName: props.queue.name },
    statistic: "Maximum",
    threshold: OLD_MESSAGE_SECONDS,
    terraformName: `${terraformName}_old_message`,
  });
}
