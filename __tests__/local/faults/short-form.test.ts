import fc from "fast-check";
import type { Effect } from "../../../local/faults/effects";
import { plannedFault, type PlannedFault } from "../../../local/faults/plan";
import { readShortForm, writeShortForm } from "../../../local/faults/short-form";

const text = fc.string({ minLength: 1, unit: "grapheme" }).filter((given) => given.trim() !== "");
const glob = fc.oneof(text, fc.constantFrom("*/repairs.request/*", "a]b[c%5D", "x@y=z+1*2", "*3", "100%"));
const seconds = fc.integer({ min: 1, max: 86_400 });
const code = fc.constantFrom("SlowDown", "KMS.DisabledException", "AWS.SimpleQueueService.NonExistentQueue");
const optional = <Value>(name: string, value: fc.Arbitrary<Value>) =>
  fc.option(
    value.map((given) => ({ [name]: given })),
    { nil: {} },
  );

const effect: fc.Arbitrary<Effect> = fc.oneof(
  fc
    .tuple(code, optional("status", fc.integer({ min: 400, max: 599 })), optional("message", glob))
    .map(([given, status, message]) => ({ kind: "error" as const, code: given, ...status, ...message })),
  fc.constantFrom<Effect>({ kind: "throttle" }, { kind: "lost" }, { kind: "doubled" }),
  fc.constantFrom<Effect>({ kind: "kill", when: "before" }, { kind: "kill", when: "after" }),
  seconds.map((worldSeconds) => ({ kind: "slow" as const, worldSeconds })),
  fc
    .tuple(optional("code", code), optional("message", glob))
    .map(([given, message]) => ({ kind: "error-in-200" as const, ...given, ...message })),
  optional("cause", glob).map((cause) => ({ kind: "fail" as const, ...cause })),
  fc.integer({ min: 1, max: 99 }).map((atPercent) => ({ kind: "cancel" as const, atPercent })),
  fc.array(glob, { minLength: 1, maxLength: 3 }).map((tables) => ({ kind: "skip" as const, tables })),
  fc
    .tuple(
      fc.constantFrom("lose-files" as const, "stray-file" as const),
      fc.array(glob, { minLength: 1, maxLength: 3 }),
    )
    .map(([kind, tables]) => ({ kind, tables })),
  optional("worldSeconds", seconds).map((given) => ({ kind: "hang" as const, ...given })),
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), seconds)
    .map(([slots, worldSeconds]) => ({ kind: "occupy-slots" as const, slots, worldSeconds })),
);

const fault: fc.Arbitrary<PlannedFault> = fc.record({
  operation: fc.constantFrom("s3:CopyObject", "rds:export"),
  resource: glob,
  caller: glob,
  after: fc.integer({ min: 0, max: 9 }),
  times: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant("always" as const)),
  effect,
});

describe("the short form", () => {
  it("means the same fault as the JSON that it is written from", () => {
    fc.assert(
      fc.property(fault, (given) => {
        const read = readShortForm(writeShortForm(given));
        expect(read.kind === "read" && plannedFault.parse(read.fault)).toEqual(given);
      }),
      { numRuns: 500 },
    );
  });

  it("is what a person would write", () => {
    const written = plannedFault.parse({
      ...{ operation: "s3:CopyObject", caller: "copier", resource: "*/t/*", after: 1, times: 2 },
      effect: { kind: "error", code: "SlowDown" },
    });
    expect(writeShortForm(written)).toBe("copier@s3:CopyObject[*/t/*]+1=SlowDown*2");
  });
});
