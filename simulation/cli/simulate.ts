import { readFileSync } from "node:fs";
import { EXIT, type ExitCode } from "../../cli/shared/command/exit-code";
import { messageOf } from "../../local/shared/error-facts";
import { judgeRun, type RunPlan } from "../batch/judge-run";
import { withSmallestPlans, type Batch, type BatchSummary } from "../batch/run-batch";
import { SHRINK_LIMITS } from "../batch/smallest-plan";
import { merged, type FailedRun } from "../batch/summary";
import type { CorpusPlan } from "../corpus/read-corpus";
import type { Plan } from "../plan/plan";
import { planOfSeed, seedOfRun } from "../plan/plan-of-seed";
import { readPlan } from "../plan/read-plan";
import { batchTable, failureLines } from "../report/batch-table";
import { corpusFailureLines, type FailedPlan } from "../report/corpus-failures";
import { runTimeline } from "../report/run-timeline";
import { parseOptions, type Choice } from "./options";

/** What the command needs of the world around it. */
export interface Surroundings {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Seconds, for how long things take. */
  readonly clock: () => number;
  readonly drawSeed: () => number;
  readonly runPlan: RunPlan;
  /** @param onRun called as each run begins */
  readonly runBatch: (batch: Batch, workers: number, onRun: () => void) => Promise<BatchSummary>;
  /** The plans that are written down. */
  readonly readCorpus: () => readonly CorpusPlan[];
  readonly runScale: (size: "ci" | "large" | "full", out: (line: string) => void) => Promise<boolean>;
}

/** `npm run simulate`. @returns the exit code */
export async function simulate(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  const parsed = parseOptions(argv, around.environment, around.drawSeed);
  switch (parsed.kind) {
    case "help":
      around.out(parsed.text);
      return EXIT.ok;
    case "refused":
      around.err(parsed.message);
      return EXIT.toCorrect;
    case "run":
      return await carryOut(parsed.choice, around);
  }
}

async function carryOut(choice: Choice, around: Surroundings): Promise<ExitCode> {
  switch (choice.kind) {
    case "batch":
      return await batch(choice, around);
    case "one":
      around.out(`seed ${choice.seed}, run ${choice.run}`);
      return await one(planOfSeed(seedOfRun(choice.seed, choice.run), choice.faults), choice.trace, around);
    case "plan": {
      const read = planIn(choice.file);
      if (read.ok) return await one(read.plan, choice.trace, around);
      around.err(`--plan ${choice.file}: ${read.problem}`);
      return EXIT.toCorrect;
    }
    case "scale":
      return (await around.runScale(choice.size, around.out)) ? EXIT.ok : EXIT.failed;
  }
}

/** Seconds between two lines of progress. */
const PROGRESS_SECONDS = 20;

async function batch(
  { seed, runs, workers, corpus, faults }: Extract<Choice, { kind: "batch" }>,
  { out, clock, runPlan, runBatch, readCorpus }: Surroundings,
): Promise<ExitCode> {
  const started = clock();
  const plans = corpus ? readCorpus() : [];
  const given = { seed, runs, faults, written: plans.map(({ plan }) => plan) };
  const total = plans.length + runs;
  let told = started;
  let begun = 0;
  const { written, drawn } = await runBatch(given, Math.min(workers, total), () => {
    const done = begun++;
    if (clock() - told < PROGRESS_SECONDS) return;
    told = clock();
    out(
      `${done.toLocaleString("en")} of ${total.toLocaleString("en")} runs after ${Math.round(told - started)} s`,
    );
  });
  const summary = await withSmallestPlans(drawn, given, runPlan, SHRINK_LIMITS);
  const all = merged(written, summary);
  for (const line of batchTable(all, seed, clock() - started, written.runs)) out(line);
  for (const line of corpusFailureLines(named(written.failures, plans))) out(line);
  for (const line of failureLines(summary.failures, seed, faults)) out(line);
  return all.failures.length === 0 ? EXIT.ok : EXIT.failed;
}

function named(failures: readonly FailedRun[], plans: readonly CorpusPlan[]): readonly FailedPlan[] {
  return failures.map((failure) => ({ ...failure, name: plans[failure.run]?.name ?? String(failure.run) }));
}

async function one(plan: Plan, trace: boolean, { out, runPlan }: Surroundings): Promise<ExitCode> {
  const judged = await judgeRun(plan, runPlan, { timeline: trace });
  for (const line of runTimeline(plan, judged)) out(line);
  return judged.violations.length === 0 ? EXIT.ok : EXIT.failed;
}

function planIn(file: string): ReturnType<typeof readPlan> {
  try {
    return readPlan(readFileSync(file, "utf8"));
  } catch (error) {
    return { ok: false, problem: messageOf(error) };
  }
}
