import type { Fault } from "../plan/plan";
import type { Invariant } from "./invariant";
import { letterText, type RunFacts } from "./run-facts";

export const toldOnce: Invariant = {
  name: "told once",
  promise:
    "Of an export task each cause is told once: a second letter comes of a crash, a message that came twice, or a record that " +
    "could not be kept",
  check: (facts) => {
    if (mayRepeat(facts)) return [];
    const told = new Map<string, number>();
    return facts.history.letters.flatMap((each) => {
      const { letter, at } = each;
      if (letter === undefined || letter.exportTask === null) return [];
      const cause = `${letter.exportTask} ${letter.code}`;
      const before = told.get(cause);
      told.set(cause, at);
      return before === undefined
        ? []
        : [`${cause} is told again after ${Math.round(at - before)} s (${letterText(each)})`];
    });
  },
};

/** Whether something in the run makes the same message be handled twice, or keeps what was told from being known. */
function mayRepeat({ history: { invocations, injected } }: RunFacts): boolean {
  return invocations.killed + invocations.timedOut > 0 || injected.some(({ fault }) => repeats(fault));
}

function repeats(fault: Fault): boolean {
  if (fault.kind === "event") return fault.effect === "doubled";
  if (fault.kind === "call") return TELLING.has(fault.operation);
  return ["delivered-twice", "call-rate", "redrive"].includes(fault.kind);
}

/** The letter is sent by SQS's call; the record of it is written and read by S3's. */
const TELLING: ReadonlySet<string> = new Set([
  "sqs:SendMessage",
  "s3:PutObject",
  "s3:GetObject",
  "s3:ListObjectsV2",
]);
