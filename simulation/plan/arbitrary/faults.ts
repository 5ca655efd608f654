import fc from "fast-check";
import type { Fault, Operation } from "../plan";
import { weighted } from "./settings";
import { strayMessages } from "./stray-messages";

const HOUR = 3600;
const DAY = 24 * HOUR;

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 1, max });
const functions = fc.constantFrom("export" as const, "copier" as const);

/**
 * A span of time that most runs are busy in: mostly short, for whatever waits shows nothing new by waiting on.
 *
 * @param longest seconds
 * @param rarely seconds that a few take
 */
function span(longest: number, rarely: number): fc.Arbitrary<{ readonly from: number; readonly to: number }> {
  const length = fc.oneof({ weight: 49, arbitrary: upTo(longest) }, { weight: 1, arbitrary: upTo(rarely) });
  return fc
    .tuple(fc.integer({ min: 0, max: 4 * HOUR }), length)
    .map(([from, long]) => ({ from, to: from + long }));
}

const OPERATIONS: readonly Operation[] = [
  "rds:DescribeDBSnapshots",
  "rds:DescribeExportTasks",
  "rds:StartExportTask",
  "sqs:SendMessage",
  "s3:ListObjectsV2",
  "s3:GetObject",
  "s3:PutObject",
  "glue:GetWorkflowRuns",
  "glue:StartWorkflowRun",
];

/** Of which S3 may say 200 and mean an error. */
const COPIES: readonly Operation[] = ["s3:CopyObject", "s3:UploadPartCopy", "s3:CompleteMultipartUpload"];

type CallEffect = Extract<Fault, { kind: "call" }>["effect"];

const anywhere = weighted<CallEffect>(
  [4, "throttled"],
  [3, "server-error"],
  [3, "connection-lost"],
  [3, "answer-lost"],
  [1, "hangs"],
  [1, "denied"],
);

const called = fc
  .oneof(
    { weight: 3, arbitrary: fc.record({ operation: fc.constantFrom(...OPERATIONS), effect: anywhere }) },
    {
      weight: 2,
      arbitrary: fc.record({
        operation: fc.constantFrom(
          ...COPIES,
          "s3:CreateMultipartUpload",
          "s3:AbortMultipartUpload",
          "s3:CopyObject",
        ),
        effect: anywhere,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        operation: fc.constantFrom(...COPIES, "s3:CopyObject"),
        effect: fc.constant<CallEffect>("error-in-200"),
      }),
    },
  )
  .map((what) => ({ kind: "call" as const, ...what }));

const call = fc
  .tuple(
    called,
    fc.oneof({ weight: 4, arbitrary: upTo(14) }, { weight: 1, arbitrary: upTo(80) }),
    weighted([4, 1], [2, 2], [1, 3], [1, 4], [1, 12]),
  )
  .map(([what, nth, times]) => ({ ...what, nth, times }));

const exportTask = fc.record({
  kind: fc.constant("export-task" as const),
  nth: upTo(4),
  effect: fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom("fails" as const, "cancelled" as const) },
    { weight: 8, arbitrary: fc.record({ skipsTable: fc.nat({ max: 2 }) }) },
    { weight: 2, arbitrary: fc.record({ losesTable: fc.nat({ max: 1 }) }) },
    { weight: 9, arbitrary: fc.record({ lingersSeconds: upTo(HOUR / 2) }) },
    { weight: 1, arbitrary: fc.record({ lingersSeconds: upTo(6 * HOUR) }) },
  ),
});

const events = fc.record({
  kind: fc.constant("event" as const),
  of: fc.constantFrom("backup" as const, "export" as const),
  nth: upTo(6),
  effect: fc.oneof(
    { weight: 3, arbitrary: fc.constant("lost" as const) },
    { weight: 1, arbitrary: fc.constant("doubled" as const) },
    { weight: 2, arbitrary: fc.record({ lateSeconds: upTo(300) }) },
  ),
});

const kill = fc.record({
  kind: fc.constant("kill" as const),
  function: functions,
  nth: fc.oneof({ weight: 4, arbitrary: upTo(60) }, { weight: 1, arbitrary: upTo(250) }),
  when: fc.constantFrom("before" as const, "after" as const),
});

const callRate = fc
  .record({
    percent: fc.integer({ min: 1, max: 25 }),
    effect: fc.constantFrom(
      "throttled" as const,
      "server-error" as const,
      "connection-lost" as const,
      "answer-lost" as const,
    ),
    span: span(2 * HOUR, 6 * HOUR),
  })
  .map(({ span: times, percent, effect }) => ({
    kind: "call-rate" as const,
    // Of a message whose sending gets no answer there are two from then on: with every fifth they would be millions in hours.
    percent: effect === "answer-lost" ? Math.ceil(percent / 5) : percent,
    effect,
    ...times,
  }));

const killRate = fc
  .record({ function: functions, perMille: fc.integer({ min: 1, max: 40 }), span: span(2 * HOUR, 12 * HOUR) })
  .map(({ span: times, ...rest }) => ({ kind: "kill-rate" as const, ...rest, ...times }));

const strayMessage = fc
  .record({ message: strayMessages, at: fc.integer({ min: 0, max: 4 * HOUR }) })
  .map(({ message, at }) => ({ kind: "stray-message" as const, ...message, at }));

const landedFileSpoilt = fc.record({
  kind: fc.constant("landed-file-spoilt" as const),
  nth: upTo(20),
  times: weighted([4, 1], [2, 2], [1, 3], [1, 12]),
  effect: fc.constantFrom("deleted" as const, "truncated" as const),
});

const slow = fc
  .record({
    function: functions,
    span: span(HOUR, 2 * HOUR),
    milliseconds: fc.integer({ min: 200, max: 20_000 }),
  })
  .map(({ span: times, ...rest }) => ({ kind: "slow" as const, ...rest, ...times }));

const deliveredTwice = fc.record({
  kind: fc.constant("delivered-twice" as const),
  queue: functions,
  nth: upTo(12),
  afterSeconds: fc.integer({ min: 0, max: 1200 }),
});

const messageLost = fc.record({ kind: fc.constant("message-lost" as const), queue: functions, nth: upTo(8) });

const slotsTaken = fc
  .tuple(upTo(5), span(2 * HOUR, 20 * DAY))
  .map(([slots, times]) => ({ kind: "slots-taken" as const, slots, ...times }));

const filesDeleted = fc.record({
  kind: fc.constant("export-files-deleted" as const),
  nth: upTo(3),
  afterSeconds: fc.integer({ min: 0, max: 2 * HOUR }),
});

const foreignFile = fc.record({
  kind: fc.constant("foreign-file" as const),
  snapshot: fc.nat({ max: 3 }),
  table: fc.nat({ max: 2 }),
});

const workflowFull = span(HOUR, 8 * HOUR).map((times) => ({ kind: "workflow-full" as const, ...times }));

const functionThrottled = fc
  .tuple(functions, span(3 * HOUR, 2 * DAY))
  .map(([name, times]) => ({ kind: "function-throttled" as const, function: name, ...times }));

const some: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 8, arbitrary: call },
  { weight: 4, arbitrary: events },
  { weight: 5, arbitrary: kill },
  { weight: 1, arbitrary: slow },
  { weight: 3, arbitrary: deliveredTwice },
  { weight: 1, arbitrary: messageLost },
  { weight: 3, arbitrary: exportTask },
  { weight: 1, arbitrary: slotsTaken },
  { weight: 1, arbitrary: filesDeleted },
  { weight: 1, arbitrary: foreignFile },
  { weight: 1, arbitrary: workflowFull },
  { weight: 1, arbitrary: functionThrottled },
  { weight: 1, arbitrary: callRate },
  { weight: 1, arbitrary: killRate },
  { weight: 1, arbitrary: strayMessage },
  { weight: 2, arbitrary: landedFileSpoilt },
);

/** How much goes wrong: nothing, what a bad week holds, or far more than that. */
export const FAULT_MIXES = ["none", "usual", "heavy"] as const;

export type FaultMix = (typeof FAULT_MIXES)[number];

const none = fc.constant<readonly Fault[]>([]);

/** What may go wrong in a run; what it speaks of may be missing in a small world, and then nothing happens. */
export const faults: Readonly<Record<FaultMix, fc.Arbitrary<readonly Fault[]>>> = {
  none,
  usual: fc.oneof(
    { weight: 1, arbitrary: none },
    { weight: 6, arbitrary: fc.array(some, { minLength: 1, maxLength: 4 }) },
    { weight: 2, arbitrary: fc.array(some, { minLength: 4, maxLength: 8 }) },
  ),
  heavy: fc
    .tuple(
      fc.array(fc.oneof(callRate, killRate), { minLength: 1, maxLength: 3 }),
      fc.array(some, { minLength: 6, maxLength: 14 }),
    )
    .map(([rates, others]) => [...rates, ...others]),
};
