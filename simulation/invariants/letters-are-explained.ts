import type { LetterHistory } from "../world/history";
import { hindrancesOf } from "./fates";
import { explains, MOVED_BY_SQS, type Hindrance } from "./hindrance";
import type { Invariant } from "./invariant";
import { namedBy } from "./letters-by-snapshot";
import { letterText, type RunFacts } from "./run-facts";
import { isOfStray } from "./stray-messages-end";

export const lettersAreExplained: Invariant = {
  name: "letters are explained",
  promise:
    "A dead letter is there only for a fault that cannot heal, says what, why and what to do, and names whom it hit",
  check(facts) {
    const hindrances = hindrancesOf(facts);
    return facts.history.letters.flatMap((letter) => {
      const problem = shapeProblem(letter) ?? explanationProblem(letter, facts, hindrances);
      return problem === undefined ? [] : [`${problem} (${letterText(letter)})`];
    });
  },
};

function shapeProblem({ letter }: LetterHistory): string | undefined {
  if (letter === undefined) return undefined;
  const empty = (["code", "reason", "remedy"] as const).find((field) => letter[field].trim() === "");
  return empty === undefined ? undefined : `A letter has no ${empty}`;
}

function explanationProblem(
  letter: LetterHistory,
  { plan, history }: RunFacts,
  hindrances: readonly Hindrance[],
): string | undefined {
  const code = letter.letter?.code ?? MOVED_BY_SQS;
  // What SQS moved itself names nothing, whoever sent it: something must have used up its receives.
  const isExplained = code !== MOVED_BY_SQS || hindrances.some((each) => explains(each, code));
  if (isExplained && isOfStray(letter, history)) return undefined;
  const named = namedBy(letter, plan, history);
  const ofSchedule = (letter.letter?.original ?? letter.body).includes('"Reconcile"');
  if (named.length === 0 && !ofSchedule) return "A letter names no snapshot, export task or instance";
  const possible = hindrances.filter(
    (each) =>
      explains(each, code) &&
      (each.snapshots === "any" || each.snapshots.some((index) => named.includes(index))),
  );
  if (possible.length === 0) return "No fault that cannot heal explains a letter";
  const text = JSON.stringify(letter.letter ?? letter.body);
  return possible.some(({ names = "" }) => text.includes(JSON.stringify(names).slice(1, -1)))
    ? undefined
    : `A letter does not name ${possible.map(({ names = "" }) => names).join(" or ")}`;
}
