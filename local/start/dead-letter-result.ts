import { readDeadLetter } from "../../functions/shared/dead-letter";
import type { DeadMessage } from "./queue-watch";
import type { DeadLetterResult } from "./run-result";

/** A message of a dead-letter queue, as results have it. */
export function deadLetterResult({ queue, body }: Pick<DeadMessage, "queue" | "body">): DeadLetterResult {
  const letter = readDeadLetter(body);
  if (letter === undefined) return { queue, body };
  const { code, reason, remedy, snapshot, exportTask, original } = letter;
  return { queue, body, letter: { code, reason, remedy, snapshot, exportTask, original } };
}
