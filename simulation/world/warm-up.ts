import { GetWorkflowRunsCommand, GlueClient } from "@aws-sdk/client-glue";
import { DescribeExportTasksCommand, RDSClient } from "@aws-sdk/client-rds";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { clientConfiguration, type HttpRequestHandler } from "../../functions/shared/aws-clients";
import { sdkSettings } from "./sdk-settings";

let done: Promise<void> | undefined;

/**
 * Makes one call of each service, to nobody, in real time. At its first call in a process the SDK reads files, such as a
 * person's AWS configuration: virtual time must not run away meanwhile. Later calls find what was read.
 */
export function warmUp(): Promise<void> {
  return (done ??= callOfEach());
}

async function callOfEach(): Promise<void> {
  const reached = { calls: 0 };
  const requestHandler: HttpRequestHandler = {
    handle: () => {
      reached.calls++;
      return Promise.reject(Object.assign(new Error("Nobody answers"), { name: "AbortError" }));
    },
  };
  const configuration = clientConfiguration(sdkSettings(requestHandler), {
    maxSockets: 1,
    timeoutSeconds: 1,
    maxAttempts: 1,
  });
  const calls = [
    new RDSClient(configuration).send(new DescribeExportTasksCommand({})),
    new S3Client(configuration).send(new ListObjectsV2Command({ Bucket: "bucket" })),
    new SQSClient(configuration).send(new GetQueueUrlCommand({ QueueName: "queue" })),
    new GlueClient(configuration).send(new GetWorkflowRunsCommand({ Name: "workflow" })),
  ];
  const ends = await Promise.allSettled(calls);
  if (reached.calls !== calls.length)
    throw new AggregateError(
      ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : [])),
      `The SDK sent ${reached.calls} of ${calls.length} calls`,
    );
}
