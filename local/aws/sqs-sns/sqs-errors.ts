import type { Answer } from "../answer";
import type { AwsError } from "../aws-error";
import { jsonError, type JsonProtocol } from "../protocols/json-protocol";

export const sqsProtocol: JsonProtocol = {
  contentType: "application/x-amz-json-1.0",
  targetPrefix: "AmazonSQS",
  errorNamespace: "com.amazonaws.sqs#",
};

/** The codes that the older Query protocol names otherwise; SQS still sends those along in a header. */
const queryCodes: Readonly<Record<string, string>> = {
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  InvalidBatchEntryId: "AWS.SimpleQueueService.InvalidBatchEntryId",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

/** An error of SQS: in JSON, with the Query protocol's code beside it. */
export function sqsError(error: AwsError): Answer {
  const answer = jsonError(sqsProtocol, error);
  const fault = error.status < 500 ? "Sender" : "Receiver";
  const header = `${queryCodes[error.code] ?? error.code};${fault}`;
  return { ...answer, headers: { ...answer.headers, "x-amzn-query-error": header } };
}
