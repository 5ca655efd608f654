import { seededRandom } from "../../../simulation/kernel/random";
import { VirtualTime } from "../../../simulation/kernel/virtual-time";
import type { Fault } from "../../../simulation/plan/plan";
import { FaultBook } from "../../../simulation/world/fault-book";
import { checkMessage, Queue } from "../../../simulation/world/queue";
import { planOf } from "../support/plans";

const HOUR = 3_600_000;

function queueWith(faults: readonly Fault[] = []): { queue: Queue; time: VirtualTime; buried: string[] } {
  const time = new VirtualTime(0);
  const buried: string[] = [];
  const world = {
    plan: planOf(),
    time,
    random: seededRandom(1),
    faults: new FaultBook(faults),
    tell: () => undefined,
    changed: () => undefined,
  };
  let ids = 0;
  const queue = new Queue(
    world,
    "copier",
    ({ body }) => buried.push(body),
    () => `message-${++ids}`,
  );
  return { queue, time, buried };
}

test("a message can be received when its delay is over", async () => {
  const { queue, time } = queueWith();
  queue.send("late", 60);

  await time.run(59_999);
  expect(queue.receive()).toBeUndefined();
  await time.run(60_000);
  expect(queue.receive()).toMatchObject({ body: "late", receives: 1 });
});

test("a message that nobody deletes shows again after 90 minutes, and goes to the dead letters after four receives", async () => {
  const { queue, time, buried } = queueWith();
  queue.send("stubborn");
  const receives: (number | undefined)[] = [];
  for (let at = 0; at < 5; at++) {
    await time.run(at * 1.5 * HOUR);
    receives.push(queue.receive()?.receives);
  }

  expect(receives).toEqual([1, 2, 3, 4, undefined]);
  expect(buried).toEqual(["stubborn"]);
  expect(queue.counts).toEqual({ sent: 1, deleted: 0, deadLettered: 1, expired: 0, lost: 0 });
  expect(queue.left).toBe(0);
});

test("a message that is deleted in flight does not come back", async () => {
  const { queue, time } = queueWith();
  queue.send("handled");
  await time.run(0);
  const message = queue.receive();
  if (message === undefined) throw new Error("expected a message");
  queue.delete(message);
  queue.delete(message);

  await time.run(24 * HOUR);
  expect(queue.receive()).toBeUndefined();
  expect(queue.counts).toMatchObject({ sent: 1, deleted: 1 });
  expect(queue.left).toBe(0);
});

test("SQS forgets a message after 14 days", async () => {
  const { queue, time } = queueWith();
  queue.send("old");

  await time.run(14 * 24 * HOUR);
  // The clock stands at the last event: only another one lets it go on.
  time.after(14 * 24 * HOUR, () => undefined);
  await time.run(Infinity);
  expect(queue.receive()).toBeUndefined();
  expect(queue.counts.expired).toBe(1);
});

test("a message that the plan loses is acknowledged, and never seen", async () => {
  const { queue, time } = queueWith([{ kind: "message-lost", queue: "copier", nth: 2 }]);
  for (const body of ["one", "two", "three"]) queue.send(body);
  await time.run(0);

  const seen = [queue.receive(), queue.receive(), queue.receive()].map((message) => message?.body);
  expect(seen.filter((body) => body !== undefined).sort()).toEqual(["one", "three"]);
  expect(queue.counts).toMatchObject({ sent: 3, lost: 1 });
});

test("messages that SQS refuses are refused", () => {
  const attributes = { FirstSeen: { DataType: "String", StringValue: "x".repeat(100) } };
  checkMessage("x".repeat(262_144 - 115), 900, attributes);
  expect(() => {
    checkMessage("x".repeat(262_144 - 114), 900, attributes);
  }).toThrow("shorter than 262144 bytes");
  expect(() => {
    checkMessage("body", 901);
  }).toThrow("0 to 900");
});
