import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { paginateListAttachedRolePolicies } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, paginateListKeys } from "@aws-sdk/client-kms";
import { paginateListEventSourceMappings, paginateListFunctions } from "@aws-sdk/client-lambda";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { paginateListSubscriptions } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, paginateListQueues } from "@aws-sdk/client-sqs";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { entries, facts, type Facts } from "./facts";

/** What the pipeline's account holds, as AWS's API says: what a takeover must leave, and what it is to change. */
export interface Observation {
  /** How many messages are in each queue, by the queue's URL. */
  readonly messages: Facts;
  /** UUIDs of the mappings from queue to function, by the queue's ARN. */
  readonly mappings: Facts;
  /** Ids of the keys that can be used, by their description. */
  readonly keys: Facts;
  /** Topic of each subscription, by its ARN. */
  readonly subscriptions: Facts;
  /** Bytes stored in each log group. */
  readonly logGroups: Facts;
  /** Size of what the buckets hold, by bucket and key. */
  readonly objects: Facts;
  /** Names of the policies that are attached to each of the pipeline's roles. */
  readonly attachedPolicies: Facts;
  /** Runtime and hash of each function's code. */
  readonly functions: Facts;
}

const BUCKETS = ["platform-dev-api-lambda-artefact-storage", "platform-dev-rds-export-storage"];

const ROLES = [
  "platform-dev-sns-cloudwatch-logging",
  "platform-dev-rds-snapshot-to-s3-lambda",
  "platform-dev-rds-snapshot-export-service",
  "platform-dev-s3-to-s3-copier-lambda",
];

const COUNTS = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesDelayed",
  "ApproximateNumberOfMessagesNotVisible",
] as const;

/** Looks at an account through AWS's API. */
export async function observe(clients: AwsClients): Promise<Observation> {
  const { iam, kms, lambda, logs, s3, sns, sqs } = clients;
  const queues = await entries(paginateListQueues({ client: sqs }, {}), ({ QueueUrls = [] }) => QueueUrls);
  const keyIds = await entries(paginateListKeys({ client: kms }, {}), ({ Keys = [] }) =>
    Keys.map(({ KeyId }) => KeyId),
  );
  return {
    messages: facts(
      await Promise.all(queues.map(async (QueueUrl) => [QueueUrl, await messagesIn(clients, QueueUrl)])),
    ),
    mappings: facts(
      await entries(paginateListEventSourceMappings({ client: lambda }, {}), ({ EventSourceMappings = [] }) =>
        EventSourceMappings.map(({ EventSourceArn, UUID }) => [EventSourceArn, UUID]),
      ),
    ),
    keys: facts(
      await Promise.all(
        keyIds.map(async (KeyId) => {
          const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
          return [KeyMetadata?.Description, KeyId];
        }),
      ),
    ),
    subscriptions: facts(
      await entries(paginateListSubscriptions({ client: sns }, {}), ({ Subscriptions = [] }) =>
        Subscriptions.map(({ SubscriptionArn, TopicArn }) => [SubscriptionArn, TopicArn]),
      ),
    ),
    logGroups: facts(
      await entries(paginateDescribeLogGroups({ client: logs }, {}), ({ logGroups = [] }) =>
        logGroups.map(({ logGroupName, storedBytes }) => [logGroupName, String(storedBytes)]),
      ),
    ),
    objects: facts(
      (
        await Promise.all(
          BUCKETS.map(async (Bucket) => {
            const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
            return Contents.map(({ Key, Size }) => [`${Bucket}/${Key ?? ""}`, String(Size)]);
          }),
        )
      ).flat(),
    ),
    attachedPolicies: facts(
      await Promise.all(
        ROLES.map(async (RoleName) => {
          const names = await entries(
            paginateListAttachedRolePolicies({ client: iam }, { RoleName }),
            ({ AttachedPolicies = [] }) => AttachedPolicies.map(({ PolicyName }) => PolicyName),
          );
          return [RoleName, names.join(", ")];
        }),
      ),
    ),
    functions: facts(
      await entries(paginateListFunctions({ client: lambda }, {}), ({ Functions = [] }) =>
        Functions.map(({ FunctionName, Runtime, CodeSha256 }) => [
          FunctionName,
          `${Runtime ?? ""} ${CodeSha256 ?? ""}`,
        ]),
      ),
    ),
  };
}

async function messagesIn({ sqs }: AwsClients, QueueUrl: string | undefined): Promise<string> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
  );
  return String(COUNTS.reduce((sum, name) => sum + Number(Attributes[name]), 0));
}
