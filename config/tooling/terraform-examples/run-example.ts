import * as z from "zod";
import type { RunningAwsApi } from "../local-aws-api";
import { actionCounts, resourceCounts } from "../terraform-counts";
import { TerraformRoot } from "../terraform-root";
import { apiDeviations } from "./api-deviations";
import { askForDeviations, type AskedDeviation } from "./asked-deviations";
import { awsClients, type AwsApi } from "./aws-clients";
import { copyExample } from "./example-copies";
import { EXAMPLE_VALUES, type Example } from "./examples";
import { resourcesInAccount } from "./leftovers";
import { judgeSecondPlan, type SecondPlanVerdict } from "./second-plan";

/** Of what the examples' values speak of. */
const REGION = "eu-west-2";

/** An account of which no example knows: what is asked there is in nobody's way. */
const ASKING_ACCOUNT = "999999999999";

/** How an example went. */
export interface ExampleResult {
  readonly verdict: SecondPlanVerdict;
  readonly asked: readonly AskedDeviation[];
  /** What is wrong, a line each. */
  readonly problems: readonly string[];
}

/** Says what a step did, and in how many real seconds. */
export type Report = (step: string, seconds: number, what: string) => void;

/**
 * Takes an example through its whole life: validate, plan, apply, a second plan, destroy.
 * @param outdir holds the modules
 * @throws TerraformError when Terraform refuses, is not there or does not end in time
 */
export async function runExample(
  example: Example,
  api: RunningAwsApi,
  outdir: string,
  report: Report,
): Promise<ExampleResult> {
  const environment = { ...api.environment, AWS_REGION: REGION };
  const root = new TerraformRoot(copyExample(example, outdir), environment);
  const values = `-var-file=${EXAMPLE_VALUES}`;
  const timed = timer(report);

  await timed("init", root.init());
  await timed("validate", root.validate());
  const plan = await timed("plan", root.plan(values), ({ changes }) => actionCounts(changes));
  await timed("apply", root.apply(plan), resourceCounts);
  const second = await timed("second plan", root.plan(values), (again) => {
    const { unexplained } = judgeSecondPlan(again, apiDeviations);
    return `${actionCounts(again.changes)}${again.changes.length === 0 ? "" : `, ${unexplained.length} of them not explained`}`;
  });
  const verdict = judgeSecondPlan(second, apiDeviations);
  const outputs = Object.keys(z.record(z.string(), z.unknown()).parse(await root.outputs()));
  const reached: AwsApi = { endpoint: api.endpoint, region: REGION };
  const asked = await askForDeviations(apiDeviations, await awsClients(reached, ASKING_ACCOUNT));
  await timed("destroy", root.destroy(values), resourceCounts);
  const left = await leftInAccounts(example, reached);
  return {
    verdict,
    asked,
    problems: [
      ...otherCount(example, plan.changes.length),
      ...otherOutputs(example, outputs),
      ...verdict.unexplained.map((line) => `the second plan is not empty: ${line}`),
      ...left.map((line) => `the destroy has left ${line}`),
    ],
  };
}

function timer(
  report: Report,
): <Result>(step: string, work: Promise<Result>, what?: (result: Result) => string) => Promise<Result> {
  return async (step, work, what) => {
    const start = performance.now();
    const result = await work;
    report(step, (performance.now() - start) / 1000, what?.(result) ?? "");
    return result;
  };
}

function otherCount({ resources }: Example, planned: number): readonly string[] {
  if (planned === resources) return [];
  return [`the first plan makes ${planned} resources, and examples/README.md says ${resources}`];
}

function otherOutputs(example: Example, outputs: readonly string[]): readonly string[] {
  const [expected, actual] = [example.outputs, outputs].map((names) => names.toSorted().join(", "));
  return expected === actual ? [] : [`expected the outputs ${expected}; got ${actual}`];
}

async function leftInAccounts({ accounts }: Example, api: AwsApi): Promise<readonly string[]> {
  const left: string[] = [];
  for (const account of accounts ?? [undefined])
    left.push(...(await resourcesInAccount(await awsClients(api, account))));
  return left;
}
