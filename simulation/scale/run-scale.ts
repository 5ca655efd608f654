import { judgeRun, type JudgedRun, type RunPlan } from "../batch/judge-run";
import { memoryText, MemoryWatch, type MemoryUse } from "./memory";
import { scenarios, type ScaleSize, type Scenario } from "./scenarios";

/**
 * Runs the large worlds and tells what they cost.
 *
 * @returns whether nothing that must hold was broken
 */
export async function runScale(
  size: ScaleSize,
  out: (line: string) => void,
  runPlan: RunPlan,
  clock: () => number,
): Promise<boolean> {
  let holds = true;
  for (const scenario of scenarios(size)) holds = (await runScenario(scenario, out, runPlan, clock)) && holds;
  return holds;
}

/** @returns whether nothing that must hold was broken */
export async function runScenario(
  scenario: Scenario,
  out: (line: string) => void,
  runPlan: RunPlan,
  clock: () => number,
): Promise<boolean> {
  const started = clock();
  const watch = new MemoryWatch();
  let memory: MemoryUse | undefined;
  const judged = await judgeRun(scenario.plan, runPlan, { onQuiet: () => (memory = watch.end()) });
  memory ??= watch.end();
  for (const line of figures(scenario, judged)) out(line);
  out(`  peak memory                ${memoryText(memory)}`);
  out(`  seconds                    ${(clock() - started).toFixed(1)}`);
  return judged.violations.length === 0;
}

function figures(
  { name, plan, quotaSeconds }: Scenario,
  { history, fates, violations }: JudgedRun,
): readonly string[] {
  const broken = violations
    .slice(0, 10)
    .map(({ invariant, sentence }) => `  ${invariant}: ${sentence.slice(0, 500)}`);
  if (history === undefined) return [name, ...broken];
  const snapshots = plan.snapshots.length;
  const landed = [...fates.values()].filter(({ kind }) => kind === "landed").length;
  const first = Math.min(...history.snapshots.map(({ availableAt }) => availableAt));
  const last = history.manifests.reduce((latest, { writtenAt }) => Math.max(latest, writtenAt), first);
  const calls = [...history.calls].sort(([, one], [, other]) => other - one);
  const total = calls.reduce((sum, [, count]) => sum + count, 0);
  const per = (count: number): string => (count / snapshots).toFixed(1);
  return [
    name,
    `  landed                     ${landed} of ${snapshots}`,
    `  makespan                   ${Math.round(last - first)} s; the quota alone needs ${quotaSeconds} s`,
    `  calls of AWS per snapshot  ${per(total)} (${calls
      .slice(0, 6)
      .map(([operation, count]) => `${operation} ${per(count)}`)
      .join(", ")})`,
    `  messages per snapshot      ${per(history.messages.sent)}`,
    `  invocations per snapshot   ${per(history.invocations.count)}`,
    `  violations                 ${violations.length}`,
    ...broken,
  ];
}
