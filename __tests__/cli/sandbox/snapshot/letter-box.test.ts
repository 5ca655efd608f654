import {
  ChangeMessageVisibilityBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import { letterBox } from "../../../../cli/sandbox/snapshot/aws/letter-box";

const URL = "https://sqs.example/111122223333/dead-letters";

/** Batches of one look: an empty one ends it. */
function endOf(batches: readonly (readonly string[])[]): number {
  const empty = batches.findIndex(({ length }) => length === 0);
  return empty === -1 ? batches.length : empty;
}

/**
 * A queue that gives its messages in batches, once each, as hidden messages are not received again. What it says of their
 * number stays what it was at first.
 */
function queue(batches: readonly (readonly string[])[], failing = false) {
  const sent: object[] = [];
  const left = [...batches];
  const count = left[0] === undefined ? 0 : left.slice(0, endOf(left)).flat().length;
  const send = (command: object): Promise<unknown> => {
    sent.push(command);
    if (command instanceof GetQueueAttributesCommand)
      return Promise.resolve({ Attributes: { ApproximateNumberOfMessages: String(count) } });
    if (!(command instanceof ReceiveMessageCommand)) return Promise.resolve({});
    const Messages = left
      .shift()
      ?.map((id): Message => ({ MessageId: id, ReceiptHandle: `handle-${id}`, Body: `body-${id}` }));
    if (Messages === undefined && failing) return Promise.reject(new DOMException("ended", "AbortError"));
    return Promise.resolve({ Messages });
  };
  const box = letterBox({ send } as unknown as SQSClient, URL, new AbortController().signal);
  const shown = (): (string | undefined)[] =>
    sent.flatMap((command) =>
      command instanceof ChangeMessageVisibilityBatchCommand
        ? (command.input.Entries ?? []).map(
            ({ ReceiptHandle, VisibilityTimeout }) => `${ReceiptHandle ?? ""} ${VisibilityTimeout ?? ""}`,
          )
        : [],
    );
  return { box, sent, shown };
}

test("looks at every letter, and lets others have each at once", async () => {
  const { box, sent, shown } = queue([["a", "b"], ["c"]]);
  await expect(box.look()).resolves.toEqual(
    ["a", "b", "c"].map((id) => ({ queue: "dead-letters", messageId: id, body: `body-${id}` })),
  );
  expect(shown()).toEqual(["handle-a 0", "handle-b 0", "handle-c 0"]);
  expect(sent.map(({ constructor }) => constructor.name)).not.toContain("DeleteMessageCommand");
});

test("leaves a queue alone in which nothing came or went", async () => {
  const { box, sent } = queue([["a"]]);
  await box.look();
  const before = sent.length;
  await box.look();
  expect(sent.slice(before).map(({ constructor }) => constructor.name)).toEqual([
    "GetQueueAttributesCommand",
  ]);
});

test("finds the letter that has replaced another when all are looked through", async () => {
  const { box } = queue([["a"], [], ["b"]]);
  await box.look();
  await expect(box.lookThrough()).resolves.toEqual([expect.objectContaining({ messageId: "b" })]);
});

test("shows the letters again when it is ended in between", async () => {
  const { box, shown } = queue([["a"]], true);
  await expect(box.look()).rejects.toThrow("ended");
  expect(shown()).toEqual(["handle-a 0"]);
});
