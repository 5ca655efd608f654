import type { Plan, ResourceChange } from "../terraform-plan-json";
import { apiDeviations, type ApiDeviation } from "../terraform-examples/api-deviations";
import { judgeSecondPlan, staleDeviations } from "../terraform-examples/second-plan";

/** Deviations of the API that concern what a plan makes. */
export function deviationsOf(made: readonly ResourceChange[]): readonly ApiDeviation[] {
  const types = new Set(made.map(({ type }) => type));
  return apiDeviations.filter(({ type }) => types.has(type));
}

/**
 * Holds the plan that follows an apply to what the API is known to answer otherwise than AWS.
 * @param name of the plan, for what is wrong
 * @returns what is wrong, a line each: a change that nothing explains, or a deviation that is listed and not shown
 */
export function judgeAfterApply(
  name: string,
  plan: Pick<Plan, "changes" | "changedOutputs">,
  deviations: readonly Pick<ApiDeviation, "type" | "attributes">[],
): readonly string[] {
  const verdict = judgeSecondPlan(plan, deviations);
  return [
    ...verdict.unexplained.map((line) => `${name} is not empty: ${line}`),
    ...staleDeviations([verdict], deviations).map(
      (listed) =>
        `${listed} is listed as answered wrongly, and ${name} does not show it: take it off the list`,
    ),
  ];
}

/** @returns a line for each resource that a change of an input would do more to than update it */
export function judgeChange(changes: readonly ResourceChange[]): readonly string[] {
  return [
    ...(changes.length === 0 ? ["a changed tag changes nothing"] : []),
    ...changes
      .filter(({ action }) => action !== "update")
      .map(({ action, address }) => `a changed tag would ${action} ${address}`),
  ];
}
