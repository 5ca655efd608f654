import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { BatchHandler } from "../../../functions/shared/batch";
import type { AwsAccess } from "../../../functions/shared/aws-clients";
import type { Fault } from "../../../simulation/plan/plan";
import type { History } from "../../../simulation/world/history";
import { clientOf, planOf, runWith } from "../support/plans";

const HANDLED = { batchItemFailures: [] };
const KILL: Fault = { kind: "kill", function: "export", nth: 1, when: "before" };

/** Tells of each invocation: the message's event, how often it was received, and the time. */
async function invocationsOf(
  faults: readonly Fault[],
  handle: (access: AwsAccess, record: string) => Promise<void> = () => Promise.resolve(),
): Promise<{ seen: readonly string[]; times: readonly number[]; history: History }> {
  const seen: string[] = [];
  const times: number[] = [];
  const handler =
    (access: AwsAccess): BatchHandler =>
    async ({ Records }) => {
      for (const { body, attributes } of Records) {
        seen.push(`${/EVENT-\d{4}/.exec(body)?.[0] ?? body} ${attributes.ApproximateReceiveCount}`);
        times.push(Date.now());
        await handle(access, body);
      }
      return HANDLED;
    };
  return { history: await runWith(planOf({ faults }), handler), seen, times };
}

async function callSqs(access: AwsAccess): Promise<void> {
  await new SQSClient(clientOf(access)).send(new GetQueueUrlCommand({ QueueName: "export" }));
}

test("each message is handled once and deleted", async () => {
  const { seen, history } = await invocationsOf([]);

  expect(seen).toEqual(["EVENT-0001 1", "EVENT-0002 1"]);
  expect(history.messages).toEqual({ sent: 2, deleted: 2, deadLettered: 0, left: 0, expired: 0, lost: 0 });
  expect(history.quiet).toBe(true);
});

test("a killed process leaves its message to be received again after its visibility timeout", async () => {
  const { seen, times, history } = await invocationsOf([KILL], callSqs);

  expect(seen).toEqual(["EVENT-0001 1", "EVENT-0002 1", "EVENT-0001 2"]);
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(5_400_000 - 2_000);
  expect(history.invocations).toEqual({ count: 3, killed: 1, timedOut: 0 });
  expect(history.injected).toEqual([{ fault: KILL, times: 1 }]);
  expect(history.messages).toMatchObject({ sent: 2, deleted: 2 });
});

test("an invocation that never ends is cut after 15 minutes, and its message dead-lettered after four", async () => {
  const { history } = await invocationsOf([], () => new Promise(() => undefined));

  expect(history.invocations).toEqual({ count: 8, killed: 0, timedOut: 8 });
  expect(history.letters.map(({ letter }) => letter)).toEqual([undefined, undefined]);
  expect(history.messages).toMatchObject({ sent: 2, deleted: 0, deadLettered: 2 });
});

test("SQS delivers a message twice when the plan says so", async () => {
  const twice: Fault = { kind: "delivered-twice", queue: "export", nth: 1, afterSeconds: 30 };
  const { seen, history } = await invocationsOf([twice]);

  expect(seen).toEqual(["EVENT-0001 1", "EVENT-0001 1", "EVENT-0002 1"]);
  expect(history.messages).toMatchObject({ sent: 2, deleted: 2 });
});

test("a throttled function gets its messages later", async () => {
  const throttled: Fault = { kind: "function-throttled", function: "export", from: 0, to: 20_000 };
  const { seen, history } = await invocationsOf([throttled]);

  // Two poller's patiences of 90 minutes end before: each used up a receive.
  expect([...seen].sort()).toEqual(["EVENT-0001 4", "EVENT-0002 3"].sort());
  expect(history.messages).toMatchObject({ deleted: 2 });
  expect(history.injected.map(({ fault }) => fault)).toEqual([throttled]);
});
