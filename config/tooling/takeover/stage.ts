import { actionCounts, resourceCounts } from "../terraform-counts";
import type { Plan } from "../terraform-plan-json";
import type { TerraformRoot } from "../terraform-root";
import type { AwsClients } from "../terraform-examples/aws-clients";
import type { Modules, TakeoverRoot } from "./takeover-root";

/** Says what a step did, and in how many real seconds. */
export type Report = (step: string, seconds: number, what: string) => void;

/** What every stage of a takeover works with. */
export interface Stage {
  readonly root: TakeoverRoot;
  readonly terraform: TerraformRoot;
  /** Of the pipeline's account. */
  readonly clients: AwsClients;
  /** Of an account where nothing is: what is asked there is in nobody's way. */
  readonly otherClients: AwsClients;
  readonly report: Report;
}

/** Does a step and reports it. @param what says what came of it */
export async function timed<Result>(
  { report }: Stage,
  step: string,
  work: Promise<Result>,
  what: (result: Result) => string = () => "",
): Promise<Result> {
  const start = performance.now();
  const result = await work;
  report(step, (performance.now() - start) / 1000, what(result));
  return result;
}

/**
 * Replaces the `source` of the modules, and plans.
 * @param what says what came of the plan. @default its counts
 */
export async function planWith(
  stage: Stage,
  modules: Modules,
  what: (plan: Plan) => string = ({ changes }) => actionCounts(changes),
): Promise<Plan> {
  stage.root.use(modules);
  await timed(stage, `init, ${WHOSE[modules]}`, stage.terraform.init());
  return timed(stage, `plan, ${WHOSE[modules]}`, stage.terraform.plan(), what);
}

export function applyPlan(stage: Stage, plan: Plan): Promise<string> {
  return timed(stage, "apply", stage.terraform.apply(plan), resourceCounts);
}

const WHOSE = { reference: "modules that are replaced", ours: "modules of this project" } as const;
