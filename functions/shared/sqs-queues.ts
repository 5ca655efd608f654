import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientConfiguration, type AwsAccess } from "./aws-clients";
import { awsCall } from "./aws-failure";
import type { Queues } from "./ports";
import { withoutRefused } from "./sqs-text";

/** SQS behind the {@link Queues} port. Queue URLs are looked up by ARN and kept as long as the function lives. */
export function sqsQueues(access: AwsAccess): Queues {
  const client = new SQSClient({
    ...clientConfiguration(access, { maxSockets: 8, timeoutSeconds: 20, maxAttempts: 4 }),
    // The queues are in the function's region: the client's endpoint is right, also where a local one is configured.
    useQueueUrlAsEndpoint: false,
  });
  const urls = new Map<string, string>();

  async function urlOf(queueArn: string): Promise<string> {
    const known = urls.get(queueArn);
    if (known !== undefined) return known;
    const [, , , , QueueOwnerAWSAccountId, QueueName] = queueArn.split(":");
    const answer = await awsCall("sqs:GetQueueUrl", queueArn, () =>
      client.send(new GetQueueUrlCommand({ QueueName, QueueOwnerAWSAccountId })),
    );
    if (answer.QueueUrl === undefined)
      throw new Error(`sqs:GetQueueUrl on ${queueArn} answered without a URL`);
    urls.set(queueArn, answer.QueueUrl);
    return answer.QueueUrl;
  }

  return {
    async send(queueArn, { body, delaySeconds, attributes }) {
      const QueueUrl = await urlOf(queueArn);
      await awsCall("sqs:SendMessage", queueArn, () =>
        client.send(
          new SendMessageCommand({
            QueueUrl,
            MessageBody: withoutRefused(body),
            ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
            ...(attributes && { MessageAttributes: { ...attributes } }),
          }),
        ),
      );
    },
  };
}
