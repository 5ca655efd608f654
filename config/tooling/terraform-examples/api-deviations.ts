import { CreateWorkflowCommand, GetTagsCommand } from "@aws-sdk/client-glue";
import { CreateRoleCommand } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, GetFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateTopicCommand, GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { AwsClients } from "./aws-clients";

/** Something that the local AWS API answers otherwise than AWS, so that a second plan shows a change where none is. */
export interface ApiDeviation {
  /** Of the resources that a second plan changes. */
  readonly type: string;
  /** Their arguments that it changes. */
  readonly attributes: readonly string[];
  /** What the API does, as a sentence. */
  readonly does: string;
  /** Sends something to the API, without Terraform, and asks for it. */
  ask(clients: AwsClients): Promise<Answer>;
}

/** What was sent to the API, and what it then answered of it: unequal when the API does deviate. */
export interface Answer {
  readonly sent: unknown;
  readonly answered: unknown;
}

/** A name that no example uses. */
const NAME = "asked-about";

/** All that the examples need. An entry that none of them needs any more fails the check. */
export const apiDeviations: readonly ApiDeviation[] = [
  {
    type: "aws_glue_workflow",
    attributes: ["tags", "tags_all"],
    does: "GetTags leaves out the tags that CreateWorkflow was given.",
    ask: askForWorkflowTags,
  },
  {
    type: "aws_lambda_function",
    attributes: ["logging_config"],
    does: "GetFunctionConfiguration leaves out the LoggingConfig that CreateFunction was given.",
    ask: askForLoggingConfig,
  },
  {
    type: "aws_s3_object",
    // A new upload, which the metadata seem to ask for, would make a new version.
    attributes: ["metadata", "version_id"],
    does: "HeadObject leaves out metadata with an underscore in the name, which PutObject was given.",
    ask: askForMetadata,
  },
  {
    type: "aws_sns_topic",
    attributes: [
      "sqs_failure_feedback_role_arn",
      "sqs_success_feedback_role_arn",
      "sqs_success_feedback_sample_rate",
    ],
    does: "GetTopicAttributes leaves out the feedback attributes that CreateTopic was given.",
    ask: askForFeedback,
  },
  {
    type: "aws_sqs_queue",
    attributes: ["redrive_policy"],
    does: "GetQueueAttributes writes the RedrivePolicy with other white space than CreateQueue was given.",
    ask: askForRedrivePolicy,
  },
];

async function askForWorkflowTags({ glue, sts }: AwsClients): Promise<Answer> {
  const sent = { Team: NAME };
  await glue.send(new CreateWorkflowCommand({ Name: NAME, Tags: sent }));
  const region = await glue.config.region();
  const { Account } = await sts.send(new GetCallerIdentityCommand({}));
  const ResourceArn = `arn:aws:glue:${region}:${Account ?? "unknown"}:workflow/${NAME}`;
  const { Tags } = await glue.send(new GetTagsCommand({ ResourceArn }));
  return { sent, answered: Tags };
}

async function askForLoggingConfig({ iam, lambda }: AwsClients): Promise<Answer> {
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: NAME, AssumeRolePolicyDocument: JSON.stringify({ Statement: [] }) }),
  );
  const sent = { LogFormat: "JSON", LogGroup: NAME } as const;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: NAME,
      Role: Role?.Arn,
      Code: { ZipFile: Buffer.from("PK") },
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      LoggingConfig: sent,
    }),
  );
  const { LoggingConfig } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: NAME }));
  return { sent, answered: LoggingConfig };
}

async function askForMetadata({ s3 }: AwsClients): Promise<Answer> {
  const object = { Bucket: NAME, Key: NAME };
  const sent = { last_updated: "today" };
  const region = await s3.config.region();
  await s3.send(
    new CreateBucketCommand({
      Bucket: NAME,
      CreateBucketConfiguration: { LocationConstraint: region as "eu-west-2" },
    }),
  );
  await s3.send(new PutObjectCommand({ ...object, Body: NAME, Metadata: sent }));
  const { Metadata } = await s3.send(new HeadObjectCommand(object));
  return { sent, answered: Metadata };
}

async function askForFeedback({ sns }: AwsClients): Promise<Answer> {
  const role = "arn:aws:iam::111111111111:role/writes-delivery-logs";
  const sent = {
    SQSFailureFeedbackRoleArn: role,
    SQSSuccessFeedbackRoleArn: role,
    SQSSuccessFeedbackSampleRate: "100",
  };
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: NAME, Attributes: sent }));
  const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  const answered = Object.entries(Attributes).filter(([name]) => name in sent);
  return { sent, answered: Object.fromEntries(answered) };
}

async function askForRedrivePolicy({ sqs }: AwsClients): Promise<Answer> {
  const { QueueUrl: url } = await sqs.send(new CreateQueueCommand({ QueueName: `${NAME}-dead-letters` }));
  const deadLetters = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] }),
  );
  const sent = JSON.stringify({
    deadLetterTargetArn: deadLetters.Attributes?.QueueArn,
    maxReceiveCount: 4,
  });
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: NAME, Attributes: { RedrivePolicy: sent } }),
  );
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["RedrivePolicy"] }),
  );
  return { sent, answered: Attributes?.RedrivePolicy };
}
