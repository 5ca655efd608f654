import type { PolicyStatement } from "../shared/policy-document";
import type { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";

/** SQS encrypts what is sent with a data key, and checks it by decrypting (SQS, key management). */
export const SEND_KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];

/** Sending to a queue that another function reads. @param of names the queue, in the statements' ids */
export function sendStatements(of: string, queueArn: string, keyArn: string): readonly PolicyStatement[] {
  return [
    {
      sid: `Send${of}Messages`,
      actions: ["sqs:SendMessage", "sqs:GetQueueUrl"],
      resources: [queueArn],
    },
    { sid: `Encrypt${of}Messages`, actions: SEND_KEY_ACTIONS, resources: [keyArn] },
  ];
}

/** Reading one's own queue, sending a message back to it to wait, and to its dead-letter queue when it is hopeless. */
export function ownQueueStatements(own: QueueWithDeadLetters): readonly PolicyStatement[] {
  return [
    {
      sid: "ReadQueue",
      actions: [
        "sqs:ReceiveMessage",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:SendMessage",
      ],
      resources: [own.queue.arn],
    },
    {
      sid: "SendDeadLetters",
      actions: ["sqs:SendMessage", "sqs:GetQueueUrl"],
      resources: [own.deadLetterQueue.arn],
    },
    { sid: "UseQueueKey", actions: SEND_KEY_ACTIONS, resources: [own.key.arn] },
  ];
}
