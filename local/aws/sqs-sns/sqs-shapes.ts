import * as z from "zod";
import { sentMessage } from "./message-rules";

const attributes = z.record(z.string(), z.string());
/** Inputs of operations, in JSON and as far as they are looked at. */
export const input = {
  queue: z.looseObject({ QueueUrl: z.string().optional(), QueueName: z.string().optional() }),
  create: z.looseObject({ QueueName: z.string(), Attributes: attributes.optional() }),
  /** Moving messages names a queue by its ARN, or by the task's handle. */
  move: z.looseObject({ SourceArn: z.string().optional(), TaskHandle: z.string().optional() }),
  listQueues: z.looseObject({ QueueNamePrefix: z.string().optional() }),
  setAttributes: z.looseObject({ Attributes: attributes.optional() }),
  getAttributes: z.looseObject({ AttributeNames: z.array(z.string()).optional() }),
  /** CreateQueue writes `tags`, TagQueue `Tags`. */
  tags: z.looseObject({ Tags: attributes.optional(), tags: attributes.optional() }),
  receive: z.looseObject({ VisibilityTimeout: z.number().optional() }),
  sendBatch: z.looseObject({ Entries: z.array(sentMessage).optional() }),
  visibilityBatch: z.looseObject({
    Entries: z.array(z.looseObject({ VisibilityTimeout: z.number().optional() })).optional(),
  }),
};

/** What the emulator answers, as far as it is looked at. */
export const output = {
  error: z.looseObject({ __type: z.string(), message: z.string() }),
  queueUrl: z.object({ QueueUrl: z.string() }),
  queueUrls: z.object({ QueueUrls: z.array(z.string()) }),
  attributes: z.object({ Attributes: attributes }),
  someAttributes: z.looseObject({ Attributes: attributes.optional() }),
  sent: z.looseObject({}),
  batch: z.object({
    Successful: z.array(z.looseObject({ Id: z.string() })),
    Failed: z.array(z.unknown()),
  }),
};
