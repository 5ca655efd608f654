import { readDeadLetter } from "../../../../functions/shared/dead-letter";
import type { FoundLetter } from "./facts";

/** A message as it lies in a dead-letter queue. */
export interface QueuedLetter {
  /** The queue's name. */
  readonly queue: string;
  readonly messageId: string;
  readonly body: string;
}

/** What letters are looked for. */
export interface LetterSubject {
  readonly arn: string;
  readonly identifier: string;
  /** Undefined as long as none is known. */
  readonly exportTask: string | undefined;
}

/** The letters that are about one snapshot: the product's own by what they name, others by their text. */
export function lettersAbout(letters: readonly QueuedLetter[], subject: LetterSubject): FoundLetter[] {
  return letters.flatMap((queued) => {
    const letter = readDeadLetter(queued.body);
    const isAbout =
      letter === undefined
        ? namesIt(queued.body, subject)
        : letter.snapshot === subject.arn ||
          (letter.exportTask !== null && letter.exportTask === subject.exportTask) ||
          // Of what the functions could not understand they only quote the message.
          (letter.snapshot === null && letter.exportTask === null && namesIt(letter.original, subject));
    return isAbout ? [{ ...queued, letter }] : [];
  });
}

function namesIt(text: string, { arn, identifier, exportTask }: LetterSubject): boolean {
  return [arn, identifier, ...(exportTask === undefined ? [] : [exportTask])].some((name) =>
    holdsName(text, name),
  );
}

/** As a whole name: `mine` is not in `mine-2`. */
function holdsName(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + name.length])) return true;
  return false;
}

const isPart = (character: string | undefined): boolean =>
  character !== undefined && /[A-Za-z0-9-]/.test(character);
