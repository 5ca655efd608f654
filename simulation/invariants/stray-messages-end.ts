import type { Fault, FaultKind } from "../plan/plan";
import type { History, LetterHistory } from "../world/history";
import type { Invariant } from "./invariant";

type Stray = Extract<Fault, { readonly kind: "stray-message" }>;

export const strayMessagesEnd: Invariant = {
  name: "stray messages end",
  promise:
    "A message that means no snapshot and no export of ours ends in one letter that quotes it, or is passed over when it is " +
    "somebody else's event; none is tried until SQS moves it away, but for faults that make it come twice",
  check: ({ history }) =>
    straysOf(history).flatMap((stray) => {
      // What becomes of one that speaks of an export of ours is told of that export.
      if (stray.ends === "handled") return [];
      const letters = history.letters.filter((letter) => quotes(letter, stray));
      const sent = straysOf(history).filter(
        ({ queue, body }) => queue === stray.queue && body === stray.body,
      );
      const which = `The stray message ${stray.body.slice(0, 100)} of the ${stray.queue} queue`;
      if (stray.ends === "letter" && letters.length === 0 && history.messages.lost === 0)
        return [`${which} ended without a letter`];
      if (mayRepeat(history)) return [];
      if (stray.ends === "ignored" && letters.length > 0)
        return [`${which} is somebody else's event, and a letter was written about it`];
      if (letters.length > sent.length) return [`${which} has ${letters.length} letters`];
      return letters.some(({ letter }) => letter === undefined)
        ? [`${which} was tried until SQS moved it away`]
        : [];
    }),
};

/** Whether a letter is about a message that no snapshot of the plan has to do with. */
export function isOfStray(letter: LetterHistory, history: History): boolean {
  return straysOf(history).some((stray) => quotes(letter, stray));
}

function straysOf({ injected }: History): readonly Stray[] {
  return injected.flatMap(({ fault }) => (fault.kind === "stray-message" ? [fault] : []));
}

/** So much of a body is compared: a letter may quote a large one in part only. */
const COMPARED = 120;

function quotes({ queue, letter, body }: LetterHistory, stray: Stray): boolean {
  if (queue !== stray.queue) return false;
  const original = letter?.original ?? body;
  // A request may be sent back with more in it.
  return REQUEST.test(stray.body)
    ? original.startsWith(stray.body.slice(0, -1))
    : original.slice(0, COMPARED) === quotedBody(stray).slice(0, COMPARED);
}

const REQUEST = /^\{"(?:SnapshotArn":"arn:|ExportTaskIdentifier":")/;

function quotedBody({ body, bytes }: Stray): string {
  return bytes === undefined ? body : body.padEnd(Math.min(bytes, 2 * COMPARED), " x");
}

/** Whether something in the run makes a message be handled twice, or keeps it from being handled. */
function mayRepeat({ invocations: { killed, timedOut }, injected }: History): boolean {
  return killed + timedOut > 0 || injected.some(({ fault: { kind } }) => REPEATS.has(kind));
}

const REPEATS: ReadonlySet<FaultKind> = new Set([
  "call",
  "call-rate",
  "delivered-twice",
  "function-throttled",
  "redrive",
]);
