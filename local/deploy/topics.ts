import { CreateTopicCommand, SetTopicAttributesCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import * as z from "zod";
import type { Clients } from "./clients";
import type { Configuration } from "./configuration";

const topicArguments = z.strictObject({
  name: z.string().min(1).max(256),
  kms_master_key_id: z.string().optional(),
  policy: z.string().optional(),
  sqs_failure_feedback_role_arn: z.string().optional(),
  sqs_success_feedback_role_arn: z.string().optional(),
  sqs_success_feedback_sample_rate: z.number().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

const topicPolicyArguments = z.strictObject({ arn: z.string(), policy: z.string() });

const subscriptionArguments = z.strictObject({
  topic_arn: z.string(),
  protocol: z.literal("sqs"),
  endpoint: z.string(),
  filter_policy: z.string().optional(),
  filter_policy_scope: z.string().optional(),
  raw_message_delivery: z.boolean().optional(),
  redrive_policy: z.string().optional(),
});

/** A topic that was made. */
export interface DeployedTopic {
  readonly address: string;
  readonly arn: string;
}

/** Makes every topic, with its policy. */
export async function deployTopics(configuration: Configuration, clients: Clients): Promise<DeployedTopic[]> {
  const topics: DeployedTopic[] = [];
  for (const block of configuration.resources("aws_sns_topic")) {
    const given = configuration.read(block, topicArguments);
    const attributes = {
      KmsMasterKeyId: given.kms_master_key_id,
      Policy: given.policy,
      SQSFailureFeedbackRoleArn: given.sqs_failure_feedback_role_arn,
      SQSSuccessFeedbackRoleArn: given.sqs_success_feedback_role_arn,
      SQSSuccessFeedbackSampleRate: given.sqs_success_feedback_sample_rate?.toString(),
    };
    const { TopicArn } = await clients.sns.send(
      new CreateTopicCommand({
        Name: given.name,
        Attributes: present(attributes),
        Tags: Object.entries(given.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    if (TopicArn === undefined) throw new Error(`${block.address}: CreateTopic answered without an ARN`);
    topics.push({ address: block.address, arn: TopicArn });
  }
  for (const block of configuration.resources("aws_sns_topic_policy")) {
    const given = configuration.read(block, topicPolicyArguments);
    await clients.sns.send(
      new SetTopicAttributesCommand({
        TopicArn: given.arn,
        AttributeName: "Policy",
        AttributeValue: given.policy,
      }),
    );
  }
  return topics;
}

/** Subscribes queues to topics. */
export async function deploySubscriptions(configuration: Configuration, clients: Clients): Promise<void> {
  for (const block of configuration.resources("aws_sns_topic_subscription")) {
    const given = configuration.read(block, subscriptionArguments);
    const attributes = {
      FilterPolicy: given.filter_policy,
      FilterPolicyScope: given.filter_policy_scope,
      RawMessageDelivery: given.raw_message_delivery?.toString(),
      RedrivePolicy: given.redrive_policy,
    };
    await clients.sns.send(
      new SubscribeCommand({
        TopicArn: given.topic_arn,
        Protocol: given.protocol,
        Endpoint: given.endpoint,
        Attributes: present(attributes),
      }),
    );
  }
}

function present(attributes: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
