/** The operations of SQS: those of the emulator, and those that are carried out before it. */
export const sqsOperations: readonly string[] = [
  ...["CreateQueue", "DeleteQueue", "GetQueueUrl", "ListQueues", "GetQueueAttributes", "SetQueueAttributes"],
  ...["PurgeQueue", "SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage"],
  ...["DeleteMessageBatch", "ChangeMessageVisibility", "ChangeMessageVisibilityBatch"],
  ...["TagQueue", "UntagQueue", "ListQueueTags", "ListDeadLetterSourceQueues"],
  ...["StartMessageMoveTask", "ListMessageMoveTasks", "CancelMessageMoveTask"],
];

/** The operations of SNS that the emulator has. */
export const snsOperations: readonly string[] = [
  ...["CreateTopic", "DeleteTopic", "ListTopics", "GetTopicAttributes", "SetTopicAttributes"],
  ...["Subscribe", "Unsubscribe", "ConfirmSubscription", "ListSubscriptions", "ListSubscriptionsByTopic"],
  ...["GetSubscriptionAttributes", "SetSubscriptionAttributes", "Publish", "PublishBatch"],
  ...["TagResource", "UntagResource", "ListTagsForResource"],
];
