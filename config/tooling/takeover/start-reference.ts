import type { ResourceChange } from "../terraform-plan-json";
import { observe, type Observation } from "./observation";
import { runForAWhile } from "./running-pipeline";
import { applyPlan, planWith, timed, type Stage } from "./stage";

/** A pipeline of the modules that are replaced, and what it has left behind. */
export interface RunningReference {
  readonly observation: Observation;
  /** What a plan shows although there is nothing to do: the local AWS API reads it back otherwise than it was written. */
  readonly noise: readonly ResourceChange[];
}

/** Applies the modules that are replaced, and lets them run. */
export async function startReference(stage: Stage): Promise<RunningReference> {
  await applyPlan(stage, await planWith(stage, "reference"));
  const { changes: noise } = await timed(
    stage,
    "second plan",
    stage.terraform.plan(),
    ({ changes }) => `${changes.length} updates, which are the local AWS API's doing`,
  );
  await timed(
    stage,
    "let it run",
    runForAWhile(stage.clients, new Date()),
    () => "3 messages in flight, 2 log groups of Lambda's own, 1 exported object",
  );
  return { noise, observation: await observe(stage.clients) };
}
