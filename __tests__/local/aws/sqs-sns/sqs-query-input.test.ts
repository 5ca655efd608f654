import { QueryParameters } from "../../../../local/aws/protocols/query-protocol";
import { queryInput } from "../../../../local/aws/sqs-sns/sqs-query-input";

const address = "http://127.0.0.1:1/111122223333/queue";
const input = (action: string, form: Record<string, string>) =>
  queryInput(action, new QueryParameters(new URLSearchParams(form)), address);

it("takes the queue from its parameter, or else from the address", () => {
  expect(input("PurgeQueue", {})).toEqual({ QueueUrl: address });
  expect(input("PurgeQueue", { QueueUrl: "https://elsewhere/1/q" })).toEqual({
    QueueUrl: "https://elsewhere/1/q",
  });
  expect(input("GetQueueUrl", { QueueName: "q" })).toEqual({ QueueName: "q" });
});

it("reads numbered lists in the order of their numbers", () => {
  const form = { "AttributeName.10": "c", "AttributeName.2": "b", "AttributeName.1": "a" };
  expect(input("GetQueueAttributes", form)).toEqual({ QueueUrl: address, AttributeNames: ["a", "b", "c"] });
});

it("keeps attributes, names of attributes and names of message attributes apart", () => {
  expect(
    input("ReceiveMessage", {
      "AttributeName.1": "All",
      "MessageAttributeName.1": "Attempt",
      "MessageSystemAttributeName.1": "SentTimestamp",
      MaxNumberOfMessages: "10",
      WaitTimeSeconds: "0",
    }),
  ).toEqual({
    QueueUrl: address,
    AttributeNames: ["All"],
    MessageAttributeNames: ["Attempt"],
    MessageSystemAttributeNames: ["SentTimestamp"],
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 0,
  });
});

it("reads maps of attributes and tags; an empty value is a value", () => {
  const form = {
    QueueName: "q",
    "Attribute.1.Name": "RedrivePolicy",
    "Attribute.1.Value": "",
    "Attribute.2.Name": "DelaySeconds",
    "Attribute.2.Value": "5",
    "Tag.1.Key": "team",
    "Tag.1.Value": "data",
  };
  expect(input("CreateQueue", form)).toEqual({
    QueueName: "q",
    Attributes: { RedrivePolicy: "", DelaySeconds: "5" },
    tags: { team: "data" },
  });
});

it("reads the only one of a list or a map without a number, as early clients send it", () => {
  expect(input("GetQueueAttributes", { AttributeName: "All" })).toMatchObject({ AttributeNames: ["All"] });
  const form = { "Attribute.Name": "VisibilityTimeout", "Attribute.Value": "35" };
  expect(input("SetQueueAttributes", form)).toMatchObject({ Attributes: { VisibilityTimeout: "35" } });
});

it("reads message attributes of each entry of a batch", () => {
  const first = "SendMessageBatchRequestEntry.1";
  const form = {
    [`${first}.Id`]: "a",
    [`${first}.MessageBody`]: "one",
    [`${first}.DelaySeconds`]: "3",
    [`${first}.MessageAttribute.1.Name`]: "Attempt",
    [`${first}.MessageAttribute.1.Value.DataType`]: "Number",
    [`${first}.MessageAttribute.1.Value.StringValue`]: "2",
    [`${first}.MessageAttribute.2.Name`]: "Raw",
    [`${first}.MessageAttribute.2.Value.DataType`]: "Binary",
    [`${first}.MessageAttribute.2.Value.BinaryValue`]: "AAEC",
    "SendMessageBatchRequestEntry.2.Id": "b",
    "SendMessageBatchRequestEntry.2.MessageBody": "two",
  };
  const MessageAttributes = {
    Attempt: { DataType: "Number", StringValue: "2" },
    Raw: { DataType: "Binary", BinaryValue: "AAEC" },
  };
  expect(input("SendMessageBatch", form)).toEqual({
    QueueUrl: address,
    Entries: [
      { Id: "a", MessageBody: "one", DelaySeconds: 3, MessageAttributes },
      { Id: "b", MessageBody: "two" },
    ],
  });
});

it("refuses a number that is none, and knows nothing of an unknown operation", () => {
  expect(() => input("ReceiveMessage", { WaitTimeSeconds: "soon" })).toThrow("WaitTimeSeconds");
  expect(input("Explode", { QueueName: "q" })).toEqual({});
});
