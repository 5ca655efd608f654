import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import type { ResourceChange } from "../terraform-plan-json";
import type { Answer, ApiDeviation } from "../terraform-examples/api-deviations";
import type { AwsClients } from "../terraform-examples/aws-clients";

const NAME = "asked-about-its-policy";

/** What the local AWS API does when a queue is changed: a plan after that makes the queue's policy anew. */
export const forgottenPolicy: ApiDeviation = {
  type: "aws_sqs_queue_policy",
  attributes: [],
  does: "SetQueueAttributes takes the queue's Policy away when it is given any other attribute without it.",
  ask: askForPolicy,
};

async function askForPolicy({ sqs }: AwsClients): Promise<Answer> {
  const sent = JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: NAME, Effect: "Allow" }] });
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: NAME, Attributes: { Policy: sent } }),
  );
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "60" } }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["Policy"] }),
  );
  return { sent, answered: Attributes?.Policy };
}

/** @returns the changes of a plan but for the queues' policies that are made anew */
export function withoutForgottenPolicies(changes: readonly ResourceChange[]): readonly ResourceChange[] {
  return changes.filter(({ type, action }) => type !== forgottenPolicy.type || action !== "create");
}
