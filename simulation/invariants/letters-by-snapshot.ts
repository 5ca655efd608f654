import type { Plan } from "../plan/plan";
import type { History, LetterHistory } from "../world/history";

/**
 * Which letters speak of which snapshot, by index in the plan. A letter names its task or its snapshot; one of a message
 * that never got so far is told by what its message names.
 */
export function lettersBySnapshot(
  plan: Plan,
  history: History,
): ReadonlyMap<number, readonly LetterHistory[]> {
  const found = new Map<number, LetterHistory[]>();
  for (const letter of history.letters)
    for (const index of namedBy(letter, plan, history))
      found.set(index, [...(found.get(index) ?? []), letter]);
  return found;
}

/** Indexes of the snapshots that a letter may speak of: several where only the instance, or a name used twice, is known. */
export function namedBy(letter: LetterHistory, plan: Plan, history: History): readonly number[] {
  const original = letter.letter?.original ?? letter.body;
  const byTask = history.exports.filter(
    ({ taskId }) => letter.letter?.exportTask === taskId || quotes(original, taskId),
  );
  if (byTask.length > 0) return unique(byTask.map(({ planned }) => planned));
  const byArn = history.snapshots.filter(
    ({ arn }) => letter.letter?.snapshot === arn || original.includes(`"${arn}"`),
  );
  const exact = byArn.filter(({ createTime }) => original.includes(createTime.toISOString().slice(0, 19)));
  if (byArn.length > 0) return unique((exact.length > 0 ? exact : byArn).map(({ planned }) => planned));
  return plan.snapshots.flatMap(({ instance }, index) => (quotes(original, instance) ? [index] : []));
}

/** Whether a text holds a word in quotation marks, which an envelope may have escaped. */
export function quotes(text: string, word: string): boolean {
  return text.includes(`"${word}"`) || text.includes(`\\"${word}\\"`);
}

function unique(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)];
}
