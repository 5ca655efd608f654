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
import { DATABASE_QUESTIONS } from "./database-leftovers";
import { everyPage, type Names } from "./every-page";
import { NETWORK_QUESTIONS } from "./network-leftovers";

/** What an account has of each kind that the modules make, by Terraform's type. */
const QUESTIONS: Readonly<Record<string, (clients: AwsClients) => Promise<Names>>> = {
  ...DATABASE_QUESTIONS,
  ...NETWORK_QUESTIONS,
  aws_cloudwatch_log_group: ({ logs }) =>
    everyPage(paginateDescribeLogGroups({ client: logs }, {}), ({ logGroups = [] }) =>
      logGroups.map(({ logGroupName }) => logGroupName),
    ),
  aws_cloudwatch_metric_alarm: ({ alarms }) =>
    everyPage(paginateDescribeAlarms({ client: alarms }, {}), ({ MetricAlarms = [] }) =>
      MetricAlarms.map(({ AlarmName }) => AlarmName),
    ),
  aws_db_event_subscription: ({ rds }) =>
    everyPage(paginateDescribeEventSubscriptions({ client: rds }, {}), ({ EventSubscriptionsList = [] }) =>
      EventSubscriptionsList.map(({ CustSubscriptionId }) => CustSubscriptionId),
    ),
  aws_glue_workflow: ({ glue }) =>
    everyPage(paginateListWorkflows({ client: glue }, {}), ({ Workflows = [] }) => Workflows),
  aws_iam_policy: ({ iam }) =>
    everyPage(paginateListPolicies({ client: iam }, { Scope: "Local" }), ({ Policies = [] }) =>
      Policies.map(({ Arn }) => Arn),
    ),
  aws_iam_role: ({ iam }) =>
    everyPage(paginateListRoles({ client: iam }, {}), ({ Roles = [] }) => Roles.map(({ Arn }) => Arn)),
  aws_kms_alias: ({ kms }) =>
    everyPage(paginateListAliases({ client: kms }, {}), ({ Aliases = [] }) =>
      // Those of AWS itself are in every account.
      Aliases.map(({ AliasName }) => AliasName).filter((name) => !isOfAws(name)),
    ),
  aws_kms_key: usableKeys,
  aws_lambda_event_source_mapping: ({ lambda }) =>
    everyPage(paginateListEventSourceMappings({ client: lambda }, {}), ({ EventSourceMappings = [] }) =>
      EventSourceMappings.map(({ UUID }) => UUID),
    ),
  aws_lambda_function: ({ lambda }) =>
    everyPage(paginateListFunctions({ client: lambda }, {}), ({ Functions = [] }) =>
      Functions.map(({ FunctionArn }) => FunctionArn),
    ),
  aws_s3_bucket: async ({ s3 }) => {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name }) => Name);
  },
  aws_sns_topic: ({ sns }) =>
    everyPage(paginateListTopics({ client: sns }, {}), ({ Topics = [] }) =>
      Topics.map(({ TopicArn }) => TopicArn),
    ),
  aws_sns_topic_subscription: ({ sns }) =>
    everyPage(paginateListSubscriptions({ client: sns }, {}), ({ Subscriptions = [] }) =>
      Subscriptions.map(({ SubscriptionArn }) => SubscriptionArn),
    ),
  aws_sqs_queue: ({ sqs }) =>
    everyPage(paginateListQueues({ client: sqs }, {}), ({ QueueUrls = [] }) => QueueUrls),
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
  const ids = await everyPage(paginateListKeys({ client: kms }, {}), ({ Keys = [] }) =>
    Keys.map(({ KeyId }) => KeyId),
  );
  // AWS makes those when they are first used, of a volume, say, and nobody can delete them.
  const ofAws = await everyPage(paginateListAliases({ client: kms }, {}), ({ Aliases = [] }) =>
    Aliases.filter(({ AliasName }) => isOfAws(AliasName)).map(({ TargetKeyId }) => TargetKeyId),
  );
  const own = ids.filter((id) => !ofAws.includes(id));
  const keys = await Promise.all(own.map((KeyId) => kms.send(new DescribeKeyCommand({ KeyId }))));
  return keys.flatMap(({ KeyMetadata }) =>
    KeyMetadata?.KeyState === "PendingDeletion" ? [] : [KeyMetadata?.Arn],
  );
}

function isOfAws(alias: string | undefined): boolean {
  return alias?.startsWith("alias/aws/") === true;
}
