import type { QueryParameters } from "../protocols/query-protocol";

/** Reads one member of an operation's input; undefined where the request does not have it. */
type Reader = (parameters: QueryParameters) => unknown;
type Members = Readonly<Record<string, Reader>>;

/** `Name=Value`. */
const text =
  (name: string): Reader =>
  (parameters) =>
    parameters.optional(name);

const integer =
  (name: string): Reader =>
  (parameters) =>
    parameters.integer(name);

/** `AttributeName.1=All`; clients of the first years leave out the number of an only one. */
const list =
  (name: string): Reader =>
  (parameters) => {
    const only = parameters.optional(name);
    return filled(only === undefined ? parameters.list(name) : [only]);
  };

/** `Attribute.1.Name=…&Attribute.1.Value=…`, or without the number where there is but one. An empty value is one. */
const map =
  (name: string, key: string): Reader =>
  (parameters) => {
    const entries = parameters
      .groups(name)
      .map((group) => [group.optional(key), group.toForm().get("Value") ?? ""] as const);
    const only = [parameters.optional(`${name}.${key}`), parameters.toForm().get(`${name}.Value`)] as const;
    return record([...entries, [only[0], only[1] ?? ""]]);
  };

/** `MessageAttribute.1.Name=…&MessageAttribute.1.Value.DataType=…`; binary values are in base64, as in JSON. */
const messageAttributes =
  (name: string): Reader =>
  (parameters) =>
    record(
      parameters
        .groups(name)
        .map((group) => [group.optional("Name"), members(attributeValue, group)] as const),
    );

/** `DeleteMessageBatchRequestEntry.1.Id=…`. */
const entries =
  (name: string, shape: Members): Reader =>
  (parameters) =>
    filled(parameters.groups(name).map((group) => members(shape, group)));

const attributeValue: Members = {
  DataType: text("Value.DataType"),
  StringValue: text("Value.StringValue"),
  BinaryValue: text("Value.BinaryValue"),
};

const message: Members = {
  MessageBody: text("MessageBody"),
  DelaySeconds: integer("DelaySeconds"),
  MessageAttributes: messageAttributes("MessageAttribute"),
  MessageSystemAttributes: messageAttributes("MessageSystemAttribute"),
  MessageDeduplicationId: text("MessageDeduplicationId"),
  MessageGroupId: text("MessageGroupId"),
};
const receipt: Members = { ReceiptHandle: text("ReceiptHandle") };
const visibility: Members = { ...receipt, VisibilityTimeout: integer("VisibilityTimeout") };
const id: Members = { Id: text("Id") };
const attributes = map("Attribute", "Name");
const tags = map("Tag", "Key");

/** Operations about one queue, beside its URL. */
const ofQueue: Readonly<Record<string, Members>> = {
  ChangeMessageVisibility: visibility,
  ChangeMessageVisibilityBatch: {
    Entries: entries("ChangeMessageVisibilityBatchRequestEntry", { ...id, ...visibility }),
  },
  DeleteMessage: receipt,
  DeleteMessageBatch: { Entries: entries("DeleteMessageBatchRequestEntry", { ...id, ...receipt }) },
  DeleteQueue: {},
  GetQueueAttributes: { AttributeNames: list("AttributeName") },
  ListDeadLetterSourceQueues: { MaxResults: integer("MaxResults"), NextToken: text("NextToken") },
  ListQueueTags: {},
  PurgeQueue: {},
  ReceiveMessage: {
    AttributeNames: list("AttributeName"),
    MessageSystemAttributeNames: list("MessageSystemAttributeName"),
    MessageAttributeNames: list("MessageAttributeName"),
    MaxNumberOfMessages: integer("MaxNumberOfMessages"),
    VisibilityTimeout: integer("VisibilityTimeout"),
    WaitTimeSeconds: integer("WaitTimeSeconds"),
    ReceiveRequestAttemptId: text("ReceiveRequestAttemptId"),
  },
  SendMessage: message,
  SendMessageBatch: { Entries: entries("SendMessageBatchRequestEntry", { ...id, ...message }) },
  SetQueueAttributes: { Attributes: attributes },
  TagQueue: { Tags: tags },
  UntagQueue: { TagKeys: list("TagKey") },
};

const ofAccount: Readonly<Record<string, Members>> = {
  CancelMessageMoveTask: { TaskHandle: text("TaskHandle") },
  ListMessageMoveTasks: { SourceArn: text("SourceArn"), MaxResults: integer("MaxResults") },
  StartMessageMoveTask: {
    SourceArn: text("SourceArn"),
    DestinationArn: text("DestinationArn"),
    MaxNumberOfMessagesPerSecond: integer("MaxNumberOfMessagesPerSecond"),
  },
  CreateQueue: { QueueName: text("QueueName"), Attributes: attributes, tags },
  GetQueueUrl: { QueueName: text("QueueName"), QueueOwnerAWSAccountId: text("QueueOwnerAWSAccountId") },
  ListQueues: {
    QueueNamePrefix: text("QueueNamePrefix"),
    MaxResults: integer("MaxResults"),
    NextToken: text("NextToken"),
  },
};

/**
 * The input in JSON of a request in SQS's Query protocol (API version 2012-11-05, whose lists and maps are flattened).
 *
 * @param address the URL that the request was sent to: that of the queue, unless a parameter gives another one
 * @returns an empty input for operations that are not known here
 * @throws AwsError InvalidParameterValue for a number that is none
 */
export function queryInput(
  action: string,
  parameters: QueryParameters,
  address: string,
): Record<string, unknown> {
  const queue = ofQueue[action];
  if (queue === undefined) return members(ofAccount[action] ?? {}, parameters);
  return { QueueUrl: parameters.optional("QueueUrl") ?? address, ...members(queue, parameters) };
}

function members(shape: Members, parameters: QueryParameters): Record<string, unknown> {
  const read = Object.entries(shape).map(([name, reader]) => [name, reader(parameters)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function filled<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}

/** Entries without a key are left out, as there is nothing to call them by. */
function record<Value>(
  items: readonly (readonly [string | undefined, Value])[],
): Record<string, Value> | undefined {
  const named = items.flatMap(([key, value]) => (key === undefined ? [] : [[key, value] as const]));
  return named.length === 0 ? undefined : Object.fromEntries(named);
}
