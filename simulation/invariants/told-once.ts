import type { Fault } from "../plan/plan";
import type { Invariant } from "./invariant";
import { letterText, type RunFacts } from "./run-facts";

export const toldOnce: Invariant = {
  name: "told once",
  promise:
    "Of an export task each cause is told once: a second letter follows a crash, a message that came twice, or a record " +
    "that could not be kept",
  check: (facts) => {
    if (mayRepeat(facts)) return [];
    const causes = facts.history.letters.flatMap((each) => {
      const { letter } = each;
      return letter?.exportTask == null ? [] : [{ each, cause: `${letter.exportTask} ${letter.code}` }];
    });
    return causes
      .filter(({ cause }, at) => causes.findIndex((other) => other.cause === cause) !== at)
      .map(({ each, cause }) => `${cause} is told more than once (${letterText(each)})`);
  },
};

/** Whether something in the run makes the same message be handled twice, or keeps what was told from being known. */
function mayRepeat({ history: { invocations, injected } }: RunFacts): boolean {
  return invocations.killed + invocations.timedOut > 0 || injected.some(({ fault }) => repeats(fault));
}

function repeats(fault: Fault): boolean {
  switch (fault.kind) {
    case "delivered-twice":
      return true;
    case "event":
      return fault.effect === "doubled";
    // The letter is sent by SQS's call; the record of it is written and read by S3's.
    case "call":
      return ["sqs:SendMessage", "s3:PutObject", "s3:GetObject", "s3:ListObjectsV2"].includes(fault.operation);
    default:
      return false;
  }
}
