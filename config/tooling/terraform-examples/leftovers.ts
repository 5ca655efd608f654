import { paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { paginateListWorkflows } from "@aws-sdk/client-glue";
import { paginateListPolicies, paginateListRoles } from "@aws-sdk/client-iam";
import { DescribeKeyCommand, paginateListAliases, paginateListKeys } from "@aws-sdk/client-kms";
import { paginateListEventSourceMappings, paginateListFunctions } from "@aws-sdk/client-lambda";
import { paginateDescribeEventSubscriptions } from "@aws-sdk/client-rds";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { paginateListSubscriptions, paginateListTopics } from "@aws-sdk/client-sns";
import { paginateListQueues } from "@aws-sdk/client-sqs";
import type { AwsClients } from "./aws-clients";

/** Names, ARNs or ids, as the API has them: undefined where its types say that there may be none. */
type Names = readonly (string | undefined)[];

/** What an account has of each kind that the modules make, by Terraform's type. */
const QUESTIONS: Readonly<Record<string, (clients: AwsClients) => Promise<Names>>> = {
  aws_cloudwatch_log_group: ({ logs }) =>
    every(paginateDescribeLogGroups({ client: logs }, {}), ({ logGroups = [] }) =>
      logGroups.map(({ logGroupName }) => logGroupName),
    ),
  aws_cloudwatch_metric_alarm: ({ alarms }) =>
    every(paginateDescribeAlarms({ client: alarms }, {}), ({ MetricAlarms = [] }) =>
      MetricAlarms.map(({ AlarmName }) => AlarmName),
    ),
  aws_db_event_subscription: ({ rds }) =>
    every(paginateDescribeEventSubscriptions({ client: rds }, {}), ({ EventSubscriptionsList = [] }) =>
      EventSubscriptionsList.map(({ CustSubscriptionId }) => CustSubscriptionId),
    ),
  aws_glue_workflow: ({ glue }) =>
    every(paginateListWorkflows({ client: glue }, {}), ({ Workflows = [] }) => Workflows),
  aws_iam_policy: ({ iam }) =>
    every(paginateListPolicies({ client: iam }, { Scope: "Local" }), ({ Policies = [] }) =>
      Policies.map(({ Arn }) => Arn),
    ),
  aws_iam_role: ({ iam }) =>
    every(paginateListRoles({ client: iam }, {}), ({ Roles = [] }) => Roles.map(({ Arn }) => Arn)),
  aws_kms_alias: ({ kms }) =>
    every(paginateListAliases({ client: kms }, {}), ({ Aliases = [] }) =>
      // Those of AWS itself are in every account.
      Aliases.map(({ AliasName }) => AliasName).filter((name) => name?.startsWith("alias/aws/") !== true),
    ),
  aws_kms_key: usableKeys,
  aws_lambda_event_source_mapping: ({ lambda }) =>
    every(paginateListEventSourceMappings({ client: lambda }, {}), ({ EventSourceMappings = [] }) =>
      EventSourceMappings.map(({ UUID }) => UUID),
    ),
  aws_lambda_function: ({ lambda }) =>
    every(paginateListFunctions({ client: lambda }, {}), ({ Functions = [] }) =>
      Functions.map(({ FunctionArn }) => FunctionArn),
    ),
  aws_s3_bucket: async ({ s3 }) => {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name }) => Name);
  },
  aws_sns_topic: ({ sns }) =>
    every(paginateListTopics({ client: sns }, {}), ({ Topics = [] }) =>
      Topics.map(({ TopicArn }) => TopicArn),
    ),
  aws_sns_topic_subscription: ({ sns }) =>
    every(paginateListSubscriptions({ client: sns }, {}), ({ Subscriptions = [] }) =>
      Subscriptions.map(({ SubscriptionArn }) => SubscriptionArn),
    ),
  aws_sqs_queue: ({ sqs }) =>
    every(paginateListQueues({ client: sqs }, {}), ({ QueueUrls = [] }) => QueueUrls),
};

/**
 * Asks an account what it has of the kinds of resources that the modules make.
 * @returns one line each, Terraform's type first; nothing when a destroy has left nothing. Keys that wait for their
 * deletion are gone, since nobody can use them and AWS deletes none at once.
 */
export async function resourcesInAccount(clients: AwsClients): Promise<readonly string[]> {
  const answers = await Promise.all(
    Object.entries(QUESTIONS).map(async ([type, ask]) => {
      const names = await ask(clients);
      return names.map((name) => `${type} ${name ?? "(without a name)"}`);
    }),
  );
  return answers.flat();
}

async function usableKeys({ kms }: AwsClients): Promise<Names> {
  const ids = await every(paginateListKeys({ client: kms }, {}), ({ Keys = [] }) =>
    Keys.map(({ KeyId }) => KeyId),
  );
  const keys = await Promise.all(ids.map((KeyId) => kms.send(new DescribeKeyCommand({ KeyId }))));
  return keys.flatMap(({ KeyMetadata }) =>
    KeyMetadata?.KeyState === "PendingDeletion" ? [] : [KeyMetadata?.Arn],
  );
}

async function every<Page>(pages: AsyncIterable<Page>, names: (page: Page) => Names): Promise<Names> {
  const found: (string | undefined)[] = [];
  for await (const page of pages) found.push(...names(page));
  return found;
}
