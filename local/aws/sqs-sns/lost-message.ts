import { randomUUID } from "node:crypto";
import * as z from "zod";
import { bodyDigest } from "./emulator-body";
import { checkMessage, sentMessage } from "./message-rules";

const batch = z.looseObject({ Entries: z.array(z.looseObject({ Id: z.string(), ...sentMessage.shape })) });

/**
 * What SQS answers to a sender whose messages get lost behind the answer.
 *
 * @returns the output in the shape of the JSON protocol; undefined for operations that send nothing
 * @throws AwsError when SQS would not have taken the message
 */
export function lostAnswer(action: string, given: unknown): unknown {
  switch (action) {
    case "SendMessage": {
      const message = sentMessage.parse(given);
      checkMessage(message);
      return accepted(message.MessageBody);
    }
    case "SendMessageBatch":
      return {
        Successful: batch
          .parse(given)
          .Entries.map(({ Id, MessageBody }) => ({ Id, ...accepted(MessageBody) })),
        Failed: [],
      };
    default:
      return undefined;
  }
}

function accepted(body: string | undefined): { MessageId: string; MD5OfMessageBody: string } {
  return { MessageId: randomUUID(), MD5OfMessageBody: bodyDigest(body ?? "") };
}
