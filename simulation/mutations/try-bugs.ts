import type { RunPlan } from "../batch/judge-run";
import type { CorpusPlan } from "../corpus/read-corpus";
import type { Handlers } from "../run-plan";
import { firstCatch, planList, sizeOf, smaller, type Catch } from "./hunt";
import type { NamedBug } from "./named-bugs";

/** What trying bugs needs. */
export interface BugTrial {
  readonly corpus: readonly CorpusPlan[];
  /** @param bug undefined: the shipped functions, built the same way */
  readonly handlersOf: (bug?: NamedBug) => Promise<Handlers>;
  readonly runWith: (handlers: Handlers) => RunPlan;
  readonly out: (line: string) => void;
}

/** What the plans behind the corpus are drawn from. */
export const BUG_SEED = 7;
/** A bug that so many runs do not show is not caught. */
export const MOST_RUNS = 200;
const SHRINK_LIMITS = { plans: 40, seconds: 10 };

interface Row {
  readonly bug: NamedBug;
  readonly caught: Catch | undefined;
  readonly size: string;
}

/**
 * Tries each bug on the same plans until one of them breaks an invariant, and the shipped functions on all of those.
 *
 * @returns whether every bug was caught, and nothing was wrong without any
 */
export async function tryBugs(bugs: readonly NamedBug[], trial: BugTrial): Promise<boolean> {
  const rows: Row[] = [];
  const shipped = trial.runWith(await trial.handlersOf());
  for (const bug of bugs) {
    const row = await tryBug(bug, shipped, trial);
    rows.push(row);
    for (const line of rowLines(row)) trial.out(line);
  }
  const needed = Math.max(...rows.map(({ caught }) => (caught === undefined ? MOST_RUNS : caught.run + 1)));
  const without = await firstCatch(planList(trial.corpus, BUG_SEED, needed), shipped);
  const missed = rows.filter(({ caught }) => caught === undefined);
  trial.out("");
  trial.out(
    without === undefined
      ? `without any bug: ${needed} runs of the same plans, no violation`
      : `WITHOUT ANY BUG: run ${without.run} breaks "${without.violations[0].invariant}": ${without.violations[0].sentence}`,
  );
  trial.out(
    missed.length === 0
      ? `all ${rows.length} bugs are caught`
      : `NOT CAUGHT: ${missed.map(({ bug }) => bug.name).join("; ")}`,
  );
  return missed.length === 0 && without === undefined;
}

async function tryBug(
  bug: NamedBug,
  shipped: RunPlan,
  { corpus, handlersOf, runWith }: BugTrial,
): Promise<Row> {
  const runPlan = runWith(await handlersOf(bug));
  const caught = await firstCatch(planList(corpus, BUG_SEED, MOST_RUNS), runPlan, shipped);
  const size = caught === undefined ? "" : sizeOf(await smaller(caught, runPlan, SHRINK_LIMITS));
  return { bug, caught, size };
}

function rowLines({ bug, caught, size }: Row): readonly string[] {
  if (caught === undefined) return [`${bug.name}: NOT CAUGHT in ${MOST_RUNS} runs`];
  const invariants = [...new Set(caught.violations.map(({ invariant }) => invariant))];
  return [
    bug.name,
    `  caught by  ${invariants.join(", ")}`,
    `  after      ${caught.run + 1} run${caught.run === 0 ? "" : "s"}; smallest plan: ${size}`,
    `  told       ${caught.violations[0].sentence.slice(0, 220)}`,
  ];
}
