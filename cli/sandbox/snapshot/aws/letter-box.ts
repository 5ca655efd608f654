import {
  ChangeMessageVisibilityBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { awsCall } from "../../../../functions/shared/aws-failure";
import type { QueuedLetter } from "../decide/letters-about";
import { messagesIn } from "./messages-in";

/** Messages of one queue that are looked at: more is no use to a person. */
const MOST = 500;
/** Seconds for which a message that is looked at is hidden from others, should this process end in between. */
const HIDDEN_SECONDS = 20;

/** A dead-letter queue that is looked into: no message is deleted, and each can be received again at once. */
export interface LetterBox {
  /** Its messages, which are received when their number is another than before. @throws AwsCallError */
  look(): Promise<readonly QueuedLetter[]>;
  /** Its messages, which are received: one may have come where another went. @throws AwsCallError */
  lookThrough(): Promise<readonly QueuedLetter[]>;
}

export function letterBox(sqs: SQSClient, queueUrl: string, signal: AbortSignal): LetterBox {
  let known: readonly QueuedLetter[] = [];
  return {
    async look() {
      // As far as SQS's estimate goes, nothing came and nothing went: what lies there is left alone.
      if ((await messagesIn(sqs, queueUrl, signal)) !== known.length)
        known = await receiveAll(sqs, queueUrl, signal);
      return known;
    },
    async lookThrough() {
      return (known = await receiveAll(sqs, queueUrl, signal));
    },
  };
}

async function receiveAll(
  sqs: SQSClient,
  queueUrl: string,
  abortSignal: AbortSignal,
): Promise<readonly QueuedLetter[]> {
  const received = new Map<string, Message>();
  try {
    // Hidden until all are seen: the same ones would come again and again.
    for (let fresh = true; fresh && received.size < MOST;) {
      const { Messages = [] } = await awsCall("sqs:ReceiveMessage", queueUrl, () =>
        sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: queueUrl,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: HIDDEN_SECONDS,
            WaitTimeSeconds: 1,
          }),
          { abortSignal },
        ),
      );
      fresh = Messages.some(({ MessageId = "" }) => !received.has(MessageId));
      for (const message of Messages)
        if (message.MessageId !== undefined) received.set(message.MessageId, message);
    }
  } finally {
    await showAgain(sqs, queueUrl, [...received.values()]);
  }
  const queue = queueUrl.slice(queueUrl.lastIndexOf("/") + 1);
  return [...received].flatMap(([messageId, { Body: body }]) =>
    body === undefined ? [] : [{ queue, messageId, body }],
  );
}

/** Without the signal: also when somebody ends the command, the letters are there for others. */
async function showAgain(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  for (let from = 0; from < messages.length; from += 10) {
    const Entries = messages
      .slice(from, from + 10)
      .map(({ ReceiptHandle }, at) => ({ Id: String(at), ReceiptHandle, VisibilityTimeout: 0 }));
    await awsCall("sqs:ChangeMessageVisibility", QueueUrl, () =>
      sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })),
    );
  }
}
