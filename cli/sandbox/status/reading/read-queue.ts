import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import type { Found, QueueFacts } from "../facts";
import { look } from "./look";

const attributesSchema = z.object({
  ApproximateNumberOfMessages: z.coerce.number(),
  ApproximateNumberOfMessagesNotVisible: z.coerce.number(),
  ApproximateNumberOfMessagesDelayed: z.coerce.number(),
  KmsMasterKeyId: z.string().optional(),
});

/** The queue of that name. */
export function readQueue(sqs: SQSClient, name: string, signal: AbortSignal): Promise<Found<QueueFacts>> {
  return look({
    what: `queue ${name}`,
    action: "sqs:GetQueueUrl and sqs:GetQueueAttributes",
    missing: ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    signal,
    read: async () => {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }), {
        abortSignal: signal,
      });
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
        { abortSignal: signal },
      );
      const attributes = attributesSchema.parse(Attributes);
      return {
        name,
        waiting: attributes.ApproximateNumberOfMessages,
        inFlight: attributes.ApproximateNumberOfMessagesNotVisible,
        delayed: attributes.ApproximateNumberOfMessagesDelayed,
        keyId: attributes.KmsMasterKeyId,
      };
    },
  });
}
