import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { MESSAGES_IN_FLIGHT } from "./messages-in-flight";

/** Log groups that Lambda made by itself when the functions of the replaced module ran: Terraform knows nothing of them. */
export const LAMBDAS_OWN_LOG_GROUPS = [
  "/aws/lambda/Platform-Dev-rds-snapshot-to-s3",
  "/aws/lambda/Platform-Dev-s3-to-s3-copier",
] as const;

/** An object that an export has left. */
const EXPORTED = {
  Bucket: "platform-dev-rds-export-storage",
  Key: "rds-housing-dev-2026-11-21-01-04/housing/public.tenancy/1/part-00000.gz.parquet",
};

/**
 * Seconds before a message can be received, as the replaced functions send theirs. Without a delay the local AWS API
 * would hand a message to a function there and then, which needs Docker.
 */
const DELAY_SECONDS = 5;

/** Real seconds in which the messages have to turn up. */
const RECEIVE_SECONDS = 60;

/** Leaves behind what a pipeline leaves that has run for a while, through AWS's API. */
export async function runForAWhile({ logs, s3, sqs }: AwsClients, now: Date): Promise<void> {
  for (const logGroupName of LAMBDAS_OWN_LOG_GROUPS) {
    const stream = { logGroupName, logStreamName: "2026/11/21/[$LATEST]1" };
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand(stream));
    const logEvents = [{ timestamp: now.getTime(), message: "START" }];
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));
  }
  await s3.send(new PutObjectCommand({ ...EXPORTED, Body: "PAR1" }));
  for (const [QueueName, bodies] of Object.entries(MESSAGES_IN_FLIGHT)) {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
    for (const MessageBody of bodies)
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: DELAY_SECONDS }));
  }
}

/**
 * Receives what waits in a queue; it stays there.
 * @param expected how many messages are waited for
 * @returns their bodies, sorted; fewer than expected when the others do not turn up in time
 */
export async function waitingMessages(
  { sqs }: AwsClients,
  QueueName: string,
  expected: number,
): Promise<readonly string[]> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const bodies: string[] = [];
  const end = Date.now() + RECEIVE_SECONDS * 1000;
  while (bodies.length < expected && Date.now() < end) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    bodies.push(...Messages.map(({ Body = "" }) => Body));
  }
  return bodies.toSorted();
}
