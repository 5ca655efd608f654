import * as z from "zod";
import { readJson } from "./json";
import { QUEUE_MAX_MESSAGE_BYTES } from "./limits";
import { SERVICE } from "./metrics";
import { withoutRefused } from "./sqs-text";

const KIND = "db-snapshot-to-s3/dead-letter";

/** The largest letter, in bytes. */
export const DEAD_LETTER_MAX_BYTES = QUEUE_MAX_MESSAGE_BYTES;

/** What lies in a dead-letter queue: made for a person to read and for the same function to process again. */
export const deadLetterSchema = z.object({
  kind: z.literal(KIND),
  version: z.literal(1),
  /** Which function wrote it. */
  function: z.enum([SERVICE.export, SERVICE.copier]),
  /** What happened, as a key into the runbook. */
  code: z.string().min(1),
  /** What happened, as a sentence. */
  reason: z.string(),
  /** What to do. */
  remedy: z.string(),
  /** Snapshot ARN, if known. */
  snapshot: z.string().nullable(),
  /** Export task identifier, if known. */
  exportTask: z.string().nullable(),
  failedAt: z.iso.datetime(),
  /** SQS id of the message, as in the function's log. */
  messageId: z.string(),
  /** The body that failed: processed afresh when the letter is redriven. */
  original: z.string(),
  /** Bytes that were cut off `original`, when it was too long to be quoted in full; such a letter cannot be redriven. */
  originalBytesCut: z.number().int().positive().optional(),
});

export type DeadLetter = z.infer<typeof deadLetterSchema>;

/** More than any ARN or identifier of AWS's has; what is longer is neither, and shown by its beginning. */
const SUBJECT_CHARACTERS = 1_000;

/**
 * A letter as JSON of at most {@link DEAD_LETTER_MAX_BYTES}. When `original` is cut, the letter says so, for it cannot be
 * processed again; of reason and subject only a person reads the beginning.
 */
export function deadLetterBody(letter: Omit<DeadLetter, "kind" | "version" | "originalBytesCut">): string {
  const cutTo = (characters: number): string => {
    const original = letter.original.slice(0, characters);
    const cut = Buffer.byteLength(letter.original) - Buffer.byteLength(original);
    const text = JSON.stringify({
      kind: KIND,
      version: 1,
      ...letter,
      reason: letter.reason.slice(0, 8_000),
      snapshot: letter.snapshot?.slice(0, SUBJECT_CHARACTERS) ?? null,
      exportTask: letter.exportTask?.slice(0, SUBJECT_CHARACTERS) ?? null,
      remedy: cut === 0 ? letter.remedy : `${letter.remedy} The original is cut: it cannot be redriven.`,
      original,
      ...(cut > 0 && { originalBytesCut: cut }),
    } satisfies DeadLetter);
    // Measured as it is sent.
    return withoutRefused(text);
  };
  let characters = letter.original.length;
  let body = cutTo(characters);
  while (Buffer.byteLength(body) > DEAD_LETTER_MAX_BYTES && characters > 0) {
    characters = Math.floor(characters / 2);
    body = cutTo(characters);
  }
  return body;
}

/** A letter that came back by a redrive, or undefined when the body is anything else. */
export function readDeadLetter(body: string): DeadLetter | undefined {
  if (!body.includes(KIND)) return undefined;
  const json = readJson(body);
  const letter = json.ok ? deadLetterSchema.safeParse(json.value) : undefined;
  return letter?.success === true ? letter.data : undefined;
}
