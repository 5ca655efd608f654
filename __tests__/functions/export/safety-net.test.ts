import { partOf } from "../../../functions/export/safety-net";
import type { Incoming } from "../../../functions/shared/incoming";
import { WAIT_POLICIES, type WaitCause } from "../../../functions/shared/wait-policies";

const NOW = new Date("2024-03-01T12:00:00Z");
const LATER = new Date("2024-03-01T12:30:00Z");
const EARLIER = new Date("2024-03-01T11:30:00Z");

function incoming(cause?: WaitCause, given: Partial<Incoming> = {}, deadline = LATER): Incoming {
  return {
    messageId: "m",
    queueArn: "q",
    body: "{}",
    problems: [],
    deliveries: 1,
    redriven: false,
    state: { firstSeen: EARLIER, ...(cause && { waiting: { cause, attempt: 1, deadline } }) },
    ...given,
  };
}

it("a finish event, a person's request and a redriven letter act", () => {
  expect(partOf(false, incoming(), NOW)).toEqual({ kind: "actor" });
  expect(partOf(true, incoming(undefined, { redriven: true }), NOW)).toEqual({ kind: "actor" });
});

it.each(Object.keys(WAIT_POLICIES) as WaitCause[])("a start event that waited for %s", (cause) => {
  const before = cause === "snapshot-not-found" || cause === "snapshot-creating";
  expect(partOf(true, incoming(cause), NOW)).toEqual({
    kind: "safety-net",
    stepsIn: !before,
    // In doubt, yes: the copier takes an export twice, but has to hear of it once.
    mayHaveStarted: !before && cause !== "finish-event",
  });
});

it("a start event that SQS delivers again, or that is older than its wait, may have started the export", () => {
  expect(partOf(true, incoming("finish-event", { deliveries: 2 }), NOW)).toMatchObject({
    mayHaveStarted: true,
  });
  expect(partOf(true, incoming("finish-event", {}, EARLIER), NOW)).toMatchObject({ mayHaveStarted: true });
  expect(partOf(true, incoming(undefined, { deliveries: 2 }), NOW)).toMatchObject({ mayHaveStarted: true });
});
