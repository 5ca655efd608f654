import { CreateQueueCommand, SetQueueAttributesCommand, type QueueAttributeName } from "@aws-sdk/client-sqs";
import * as z from "zod";
import type { Clients } from "./clients";
import type { Configuration } from "./configuration";

const queueArguments = z.strictObject({
  name: z.string().min(1).max(80),
  delay_seconds: z.number().optional(),
  fifo_queue: z.literal(false).optional(),
  kms_data_key_reuse_period_seconds: z.number().optional(),
  kms_master_key_id: z.string().optional(),
  max_message_size: z.number().optional(),
  message_retention_seconds: z.number().optional(),
  policy: z.string().optional(),
  receive_wait_time_seconds: z.number().optional(),
  redrive_allow_policy: z.string().optional(),
  redrive_policy: z.string().optional(),
  sqs_managed_sse_enabled: z.boolean().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  visibility_timeout_seconds: z.number().optional(),
});
type QueueArguments = z.infer<typeof queueArguments>;

const queuePolicyArguments = z.strictObject({ queue_url: z.string(), policy: z.string() });
const redrivePolicy = z.looseObject({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() });

/** A queue that was made. */
export interface DeployedQueue {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  /** Visibility timeout, in seconds; SQS's default is 30. */
  readonly visibilitySeconds: number;
  /** Where messages go after too many receives. */
  readonly deadLetterArn?: string;
}

/** Terraform's argument names and SQS's attribute names (API_CreateQueue). */
const ATTRIBUTES = {
  delay_seconds: "DelaySeconds",
  kms_data_key_reuse_period_seconds: "KmsDataKeyReusePeriodSeconds",
  kms_master_key_id: "KmsMasterKeyId",
  max_message_size: "MaximumMessageSize",
  message_retention_seconds: "MessageRetentionPeriod",
  policy: "Policy",
  receive_wait_time_seconds: "ReceiveMessageWaitTimeSeconds",
  redrive_allow_policy: "RedriveAllowPolicy",
  redrive_policy: "RedrivePolicy",
  sqs_managed_sse_enabled: "SqsManagedSseEnabled",
  visibility_timeout_seconds: "VisibilityTimeout",
} as const satisfies Partial<Record<keyof QueueArguments, QueueAttributeName>>;

/** @returns the attributes of CreateQueue, as texts, for what Terraform gives */
export function queueAttributes(given: QueueArguments): Partial<Record<QueueAttributeName, string>> {
  return Object.fromEntries(
    Object.entries(ATTRIBUTES).flatMap(([argument, attribute]) => {
      const value = given[argument as keyof typeof ATTRIBUTES];
      return value === undefined ? [] : [[attribute, String(value)]];
    }),
  );
}

/** Makes every queue, dead-letter queues first (CreateQueue refuses a redrive target that is not there). */
export async function deployQueues(configuration: Configuration, clients: Clients): Promise<DeployedQueue[]> {
  const { region, accountId } = configuration.target;
  const queues = configuration
    .resources("aws_sqs_queue")
    .map((block) => ({ address: block.address, given: configuration.read(block, queueArguments) }))
    .sort(
      (one, other) =>
        Number(one.given.redrive_policy !== undefined) - Number(other.given.redrive_policy !== undefined),
    );
  const deployed: DeployedQueue[] = [];
  for (const { address, given } of queues) {
    const { QueueUrl } = await clients.sqs.send(
      new CreateQueueCommand({
        QueueName: given.name,
        Attributes: queueAttributes(given),
        ...(given.tags === undefined ? {} : { tags: given.tags }),
      }),
    );
    if (QueueUrl === undefined) throw new Error(`${address}: CreateQueue answered without a queue URL`);
    deployed.push({
      address,
      name: given.name,
      arn: `arn:aws:sqs:${region}:${accountId}:${given.name}`,
      url: QueueUrl,
      visibilitySeconds: given.visibility_timeout_seconds ?? 30,
      ...deadLetterOf(given),
    });
  }
  return deployed;
}

/** Queue policies are attributes of their queue. */
export async function deployQueuePolicies(configuration: Configuration, clients: Clients): Promise<void> {
  for (const block of configuration.resources("aws_sqs_queue_policy")) {
    const given = configuration.read(block, queuePolicyArguments);
    await clients.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: given.queue_url, Attributes: { Policy: given.policy } }),
    );
  }
}

function deadLetterOf(given: QueueArguments): { deadLetterArn?: string } {
  if (given.redrive_policy === undefined) return {};
  return { deadLetterArn: redrivePolicy.parse(JSON.parse(given.redrive_policy)).deadLetterTargetArn };
}
