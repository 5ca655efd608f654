import { judgeRun } from "../batch/judge-run";
import { readCorpus, type CorpusPlan } from "../corpus/read-corpus";
import { runPlan } from "../run-plan";

/** One plan as a test of a mutation tool. */
export interface CorpusTest {
  readonly name: string;
  /** @returns what broke, in one line; undefined when nothing did */
  readonly run: () => Promise<string | undefined>;
}

/** The plans that are written down, as tests, small ones first: most mutants are seen by one. @param root the repository's */
export function corpusTests(root: string): readonly CorpusTest[] {
  const size = ({ plan }: CorpusPlan): number => JSON.stringify(plan).length;
  const plans = [...readCorpus(root)].sort((one, other) => size(one) - size(other));
  return plans.map(({ name, plan }) => ({
    name,
    run: async () => {
      const [violation] = (await judgeRun(plan, runPlan)).violations;
      return violation && `${violation.invariant}: ${violation.sentence}`;
    },
  }));
}
