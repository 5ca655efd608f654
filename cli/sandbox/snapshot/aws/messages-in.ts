import { GetQueueAttributesCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { awsCall } from "../../../../functions/shared/aws-failure";

/** Messages in a queue: waiting, delayed or being handled; SQS's own estimate. @throws AwsCallError */
export async function messagesIn(
  sqs: SQSClient,
  QueueUrl: string,
  abortSignal: AbortSignal,
): Promise<number> {
  const { Attributes = {} } = await awsCall("sqs:GetQueueAttributes", QueueUrl, () =>
    sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: [
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesDelayed",
          "ApproximateNumberOfMessagesNotVisible",
        ],
      }),
      { abortSignal },
    ),
  );
  return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
}
