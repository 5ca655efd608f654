/** The operations of SQS that the emulator has. */
export const sqsOperations: readonly string[] = [
  ...["CreateQueue", "DeleteQueue", "GetQueueUrl", "ListQueues", "GetQueueAttributes", "SetQueueAttributes"],
  ...["PurgeQueue", "SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage"],
  ...["DeleteMessageBatch", "ChangeMessageVisibility", "ChangeMessageVisibilityBatch"],
  ...["TagQueue", "UntagQueue", "ListQueueTags"],
];

/** The operations of SNS that the emulator has. */
export const snsOperations: readonly string[] = [
  ...["CreateTopic", "DeleteTopic", "ListTopics", "GetTopicAttributes", "SetTopicAttributes"],
  ...["Subscribe", "Unsubscribe", "ConfirmSubscription", "ListSubscriptions", "ListSubscriptionsByTopic"],
  ...["GetSubscriptionAttributes", "SetSubscriptionAttributes", "Publish", "PublishBatch"],
  ...["TagResource", "UntagResource", "ListTagsForResource"],
];
