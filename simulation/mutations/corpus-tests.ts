import { judgeRun } from "../batch/judge-run";
import { readCorpus } from "../corpus/read-corpus";
import { runPlan } from "../run-plan";

/** One plan as a test of a mutation tool. */
export interface CorpusTest {
  readonly name: string;
  /** @returns what broke, in one line; undefined when nothing did */
  readonly run: () => Promise<string | undefined>;
}

/** The plans that are written down, as tests. @param root the repository's */
export function corpusTests(root: string): readonly CorpusTest[] {
  return readCorpus(root).map(({ name, plan }) => ({
    name,
    run: async () => {
      const [violation] = (await judgeRun(plan, runPlan)).violations;
      return violation && `${violation.invariant}: ${violation.sentence}`;
    },
  }));
}
