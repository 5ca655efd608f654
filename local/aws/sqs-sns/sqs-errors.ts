/** The codes that the Query protocol names otherwise than the JSON protocol. */
const queryCodes: Readonly<Record<string, string>> = {
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
