import { apiDeviations } from "../terraform-examples/api-deviations";
import { askForDeviations } from "../terraform-examples/asked-deviations";
import { judgeSecondPlan, staleDeviations } from "../terraform-examples/second-plan";
import { withoutNoise } from "./api-noise";
import { bucketChanges } from "./explained-bucket-changes";
import { pipelineChanges } from "./explained-pipeline-changes";
import { judgeChangeOfModules, judgeLogGroups } from "./judge-observation";
import { destroyed, judgePlan } from "./judge-plan";
import { observe, type Observation } from "./observation";
import { LAMBDAS_OWN_LOG_GROUPS } from "./running-pipeline";
import { actionCounts } from "../terraform-counts";
import { applyPlan, planWith, timed, type Stage } from "./stage";
import type { RunningReference } from "./start-reference";
import { takeoverDeviations } from "./takeover-deviations";

/** What a stage found. */
export interface Found {
  /** Of the account afterwards; undefined when a plan was so wrong that it was not applied. */
  readonly observation: Observation | undefined;
  /** What is wrong, a line each. */
  readonly problems: readonly string[];
}

/** Puts our modules in the place of those that run, and looks whether all is as the upgrade guide says. */
export async function takeOver(
  stage: Stage,
  { observation: before, noise }: RunningReference,
): Promise<Found> {
  const plan = await planWith(stage, "ours", ({ changes }) => actionCounts(withoutNoise(changes, noise)));
  const problems = [
    ...destroyed(plan.changes).map((line) => `the plan would ${line}`),
    ...judgePlan(withoutNoise(plan.changes, noise), [...pipelineChanges, ...bucketChanges]),
  ];
  if (problems.length > 0) return { observation: undefined, problems };
  await applyPlan(stage, plan);
  const observation = await observe(stage.clients);
  return {
    observation,
    problems: [
      ...judgeChangeOfModules(before, observation),
      ...judgeLogGroups(LAMBDAS_OWN_LOG_GROUPS, before, observation),
      ...(await secondPlan(stage)),
    ],
  };
}

/** Nothing is left to do, but for what the local AWS API answers otherwise than AWS: it is asked for that. */
async function secondPlan(stage: Stage): Promise<readonly string[]> {
  const second = await timed(
    stage,
    "second plan",
    stage.terraform.plan(),
    ({ changes }) => `${changes.length} updates, held to what the local AWS API is known to answer wrongly`,
  );
  const verdict = judgeSecondPlan(second, [...apiDeviations, ...takeoverDeviations]);
  const stale = staleDeviations([verdict], takeoverDeviations);
  const asked = await askForDeviations(takeoverDeviations, stage.otherClients);
  return [
    ...verdict.unexplained.map((line) => `the second plan is not empty: ${line}`),
    ...asked
      .filter(({ isProved }) => !isProved)
      .map(({ deviation }) => `not so any more, take it off the list: ${deviation.does}`),
    ...stale.map((name) => `no second plan shows it any more, take it off the list: ${name}`),
  ];
}
