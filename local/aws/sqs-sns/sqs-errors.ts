import { AwsError } from "../aws-error";
import type { Denial } from "../service";

/** The codes that the Query protocol names otherwise than the JSON protocol. */
const queryCodes: Readonly<Record<string, string>> = {
  AccessDeniedException: "AccessDenied",
  KmsAccessDenied: "KMS.AccessDeniedException",
  QueueDoesNotExist: "AWS.SimpleQueueService.NonExistentQueue",
  QueueNameExists: "QueueAlreadyExists",
  QueueDeletedRecently: "AWS.SimpleQueueService.QueueDeletedRecently",
  PurgeQueueInProgress: "AWS.SimpleQueueService.PurgeQueueInProgress",
  EmptyBatchRequest: "AWS.SimpleQueueService.EmptyBatchRequest",
  TooManyEntriesInBatchRequest: "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
  BatchEntryIdsNotDistinct: "AWS.SimpleQueueService.BatchEntryIdsNotDistinct",
  BatchRequestTooLong: "AWS.SimpleQueueService.BatchRequestTooLong",
  InvalidBatchEntryId: "AWS.SimpleQueueService.InvalidBatchEntryId",
  MessageNotInflight: "AWS.SimpleQueueService.MessageNotInflight",
  UnsupportedOperation: "AWS.SimpleQueueService.UnsupportedOperation",
};

/** The Query protocol's name of an error of SQS (the `awsQueryError` trait of its API model). */
export function queryCode(code: string): string {
  return queryCodes[code] ?? code;
}

/** SQS writes its actions in small letters, and tells what KMS refuses it from what it refuses itself. */
export function sqsDenial({ message, need: { action } }: Denial): AwsError {
  if (action.startsWith("kms:")) return new AwsError("KmsAccessDenied", message, 400);
  const words = message.replace(/\bsqs:\w+/g, (name) => name.toLowerCase());
  return new AwsError("AccessDeniedException", words, 403);
}
