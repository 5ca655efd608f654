import { XMLParser } from "fast-xml-parser";
import * as z from "zod";
import { accountId, operator, region, startWorld, type World } from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld({ factor: 300 });
});
afterAll(async () => {
  await world.close();
});

/** Reads character references too, as the clients' parsers do. */
const parser = new XMLParser({ parseTagValue: false, trimValues: false, htmlEntities: true });

interface QueryAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly xml: unknown;
}

/** A call as the clients of the Query protocol make it; what is signed is not looked at, only who signed. */
async function post(path: string, form: Record<string, string>, caller = operator): Promise<QueryAnswer> {
  const { accessKeyId, sessionToken } = world.aws.credentialsFor(caller);
  return postAs(path, form, accessKeyId, sessionToken);
}

async function postAs(path: string, form: Record<string, string>, accessKeyId: string, sessionToken: string) {
  const scope = `${accessKeyId}/20240101/${region}/sqs/aws4_request`;
  const response = await fetch(world.aws.endpoint + path, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded; charset=utf-8",
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=00`,
      "x-amz-security-token": sessionToken,
    },
    body: new URLSearchParams({ ...form, Version: "2012-11-05" }).toString(),
  });
  const { status, headers } = response;
  return {
    status,
    contentType: headers.get("content-type"),
    xml: parser.parse(await response.text()) as unknown,
  };
}

let queues = 0;
/** @returns the path of a new queue */
async function queue(attributes: Record<string, string> = {}): Promise<string> {
  queues += 1;
  const QueueName = `query-${queues}`;
  const { status } = await post("/", { Action: "CreateQueue", QueueName, ...attributes });
  expect(status).toBe(200);
  return `/${accountId}/${QueueName}`;
}

const received = z.object({
  ReceiveMessageResponse: z.object({
    ReceiveMessageResult: z.looseObject({
      Message: z.looseObject({ Body: z.string(), ReceiptHandle: z.string() }),
    }),
  }),
});
const receive = async (path: string, form: Record<string, string> = {}) => {
  const { xml } = await post(path, { Action: "ReceiveMessage", "AttributeName.1": "All", ...form });
  return received.parse(xml).ReceiveMessageResponse.ReceiveMessageResult.Message;
};
const empty = async (path: string): Promise<boolean> =>
  !received.safeParse((await post(path, { Action: "ReceiveMessage" })).xml).success;

const errorOf = (code: string, type = "Sender") => ({
  ErrorResponse: { Error: { Type: type, Code: code }, RequestId: expect.any(String) },
});

it("names queues by URL, found by name, listed, deleted", async () => {
  const path = await queue();
  const url = world.aws.endpoint + path;
  const QueueName = `query-${queues}`;
  const found = await post("/", { Action: "GetQueueUrl", QueueName });
  expect(found).toMatchObject({ status: 200, contentType: "text/xml" });
  expect(found.xml).toMatchObject({
    GetQueueUrlResponse: {
      GetQueueUrlResult: { QueueUrl: url },
      ResponseMetadata: { RequestId: expect.any(String) },
    },
  });
  const listed = await post("/", { Action: "ListQueues", QueueNamePrefix: QueueName });
  expect(listed.xml).toMatchObject({ ListQueuesResponse: { ListQueuesResult: { QueueUrl: url } } });
  const deleted = await post("/", { Action: "DeleteQueue", QueueUrl: url });
  expect(deleted.xml).toMatchObject({ DeleteQueueResponse: { ResponseMetadata: expect.anything() } });
  expect(deleted.xml).not.toHaveProperty("DeleteQueueResponse.DeleteQueueResult");
  const gone = await post("/", { Action: "GetQueueUrl", QueueName });
  expect(gone).toMatchObject({ status: 400, xml: errorOf("AWS.SimpleQueueService.NonExistentQueue") });
});

it("carries bodies and attributes of messages unharmed, there and back", async () => {
  const path = await queue();
  const MessageBody = '{"a":"<b> & \\"c\\"","漢":"😀"}\r\n\t';
  const sent = await post(path, {
    ...{ Action: "SendMessage", MessageBody },
    ...{ "MessageAttribute.1.Name": "Cause", "MessageAttribute.1.Value.DataType": "String" },
    ...{ "MessageAttribute.1.Value.StringValue": "a & b" },
    ...{ "MessageAttribute.2.Name": "Raw", "MessageAttribute.2.Value.DataType": "Binary" },
    ...{ "MessageAttribute.2.Value.BinaryValue": "AAEC" },
  });
  expect(sent).toMatchObject({ status: 200 });
  const message = await receive(path, { "MessageAttributeName.1": "All" });
  expect(message).toMatchObject({
    Body: MessageBody,
    Attribute: expect.arrayContaining([{ Name: "ApproximateReceiveCount", Value: "1" }]),
    MessageAttribute: [
      { Name: "Cause", Value: { DataType: "String", StringValue: "a & b" } },
      { Name: "Raw", Value: { DataType: "Binary", BinaryValue: "AAEC" } },
    ],
  });
  const { MessageId, MD5OfBody, MD5OfMessageAttributes } = message;
  expect(sent.xml).toMatchObject({
    SendMessageResponse: {
      SendMessageResult: { MessageId, MD5OfMessageBody: MD5OfBody, MD5OfMessageAttributes },
    },
  });
});

it("makes messages visible again, and deletes them", async () => {
  const path = await queue();
  await post(path, { Action: "SendMessage", MessageBody: "x" });
  const { ReceiptHandle } = await receive(path);
  expect(await empty(path)).toBe(true);
  await post(path, { Action: "ChangeMessageVisibility", ReceiptHandle, VisibilityTimeout: "0" });
  const again = await receive(path);
  await post(path, { Action: "DeleteMessage", ReceiptHandle: again.ReceiptHandle });
  await post(path, { Action: "SendMessage", MessageBody: "y" });
  await post(path, { Action: "PurgeQueue" });
  expect(await empty(path)).toBe(true);
});

it("sends and deletes batches, and refuses message by message", async () => {
  const path = await queue();
  const entry = (number: number, fields: Record<string, string>, name: string) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, value]) => [`${name}BatchRequestEntry.${number}.${key}`, value]),
    );
  const sent = await post(path, {
    Action: "SendMessageBatch",
    ...entry(1, { Id: "good", MessageBody: "😀" }, "SendMessage"),
    ...entry(2, { Id: "late", MessageBody: "x", DelaySeconds: "901" }, "SendMessage"),
    ...entry(3, { Id: "empty" }, "SendMessage"),
  });
  expect(sent.xml).toMatchObject({
    SendMessageBatchResponse: {
      SendMessageBatchResult: {
        SendMessageBatchResultEntry: { Id: "good", MD5OfMessageBody: "2a02eac39d716a70ecf37579185927b6" },
        BatchResultErrorEntry: [
          { Id: "late", SenderFault: "true", Code: "InvalidParameterValue" },
          { Id: "empty", SenderFault: "true", Code: "MissingParameter" },
        ],
      },
    },
  });
  const { ReceiptHandle, Body } = await receive(path);
  expect(Body).toBe("😀");
  const deletion = entry(1, { Id: "one", ReceiptHandle }, "DeleteMessage");
  expect((await post(path, { Action: "DeleteMessageBatch", ...deletion })).xml).toMatchObject({
    DeleteMessageBatchResponse: {
      DeleteMessageBatchResult: { DeleteMessageBatchResultEntry: { Id: "one" } },
    },
  });
});

it("sets and answers attributes of queues", async () => {
  const path = await queue({ "Attribute.1.Name": "DelaySeconds", "Attribute.1.Value": "5" });
  await post(path, {
    Action: "SetQueueAttributes",
    "Attribute.1.Name": "VisibilityTimeout",
    "Attribute.1.Value": "35",
  });
  const names = {
    "AttributeName.1": "VisibilityTimeout",
    "AttributeName.2": "DelaySeconds",
    "AttributeName.3": "QueueArn",
  };
  expect((await post(path, { Action: "GetQueueAttributes", ...names })).xml).toMatchObject({
    GetQueueAttributesResponse: {
      GetQueueAttributesResult: {
        Attribute: expect.arrayContaining([
          { Name: "VisibilityTimeout", Value: "35" },
          { Name: "DelaySeconds", Value: "5" },
          { Name: "QueueArn", Value: `arn:aws:sqs:${region}:${accountId}:query-${queues}` },
        ]),
      },
    },
  });
});

it("keeps delays in world time", async () => {
  const path = await queue();
  await post(path, { Action: "SendMessage", MessageBody: "late", DelaySeconds: "90" });
  expect(await empty(path)).toBe(true);
  // At factor 300, ninety seconds take three tenths of one.
  expect((await receive(path, { WaitTimeSeconds: "3" })).Body).toBe("late");
});

it("records calls and errors by the same names as those in JSON, and meets the same faults", async () => {
  const path = await queue();
  const caller = { principal: `arn:aws:iam::${accountId}:role/older`, accountId };
  await post(path, { Action: "SendMessage", MessageBody: "x" }, caller);
  const resource = `arn:aws:sqs:${region}:${accountId}:query-${queues}`;
  const call = { caller, service: "sqs", operation: "SendMessage", resource };
  expect(world.aws.calls.at(-1)).toMatchObject({ ...call, status: 200 });
  await post(`/${accountId}/gone`, { Action: "SendMessage", MessageBody: "x" }, caller);
  expect(world.aws.calls.at(-1)).toMatchObject({ caller, status: 400, error: "QueueDoesNotExist" });
  const fault = { kind: "error", status: 503, code: "ServiceUnavailable", message: "later" } as const;
  const restore = world.aws.injectFault(({ operation }) => (operation === "SendMessage" ? fault : undefined));
  const answer = await post(path, { Action: "SendMessage", MessageBody: "x" }, caller);
  restore();
  expect(answer).toMatchObject({ status: 503, xml: errorOf("ServiceUnavailable", "Receiver") });
  expect(world.aws.calls.at(-1)).toMatchObject({ ...call, status: 503, error: "ServiceUnavailable" });
});

it.each([
  ["an unknown action", "/", { Action: "Explode" }, 400, "InvalidAction"],
  ["no action", "/", {}, 400, "MissingAction"],
  ["no queue", "/", { Action: "PurgeQueue" }, 404, "InvalidAddress"],
  ["a number that is none", "/", { Action: "ListQueues", MaxResults: "ten" }, 400, "InvalidParameterValue"],
  ["an empty batch", "", { Action: "SendMessageBatch" }, 400, "AWS.SimpleQueueService.EmptyBatchRequest"],
  ["no body", "", { Action: "SendMessage" }, 400, "MissingParameter"],
])("refuses %s in XML", async (_, path, form: Record<string, string>, status, code) => {
  expect(await post(path === "" ? await queue() : path, form)).toMatchObject({ status, xml: errorOf(code) });
});

it("refuses unknown credentials in XML", async () => {
  const refused = await postAs("/", { Action: "ListQueues" }, "AKIDUNKNOWN", "none");
  expect(refused).toMatchObject({ status: 403, xml: errorOf("InvalidClientTokenId") });
});
