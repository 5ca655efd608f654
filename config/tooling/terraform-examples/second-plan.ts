import type { Plan, ResourceChange } from "../terraform-plan-json";
import type { ApiDeviation } from "./api-deviations";

/** What a plan shows right after an apply, when nothing should be left to do. */
export interface SecondPlanVerdict {
  /** `<type>.<attribute>` of the deviations that explain a change. */
  readonly explainedBy: readonly string[];
  /** Changes that no deviation explains, a line each. */
  readonly unexplained: readonly string[];
}

/**
 * Holds a second plan to the deviations. An argument may change because its deviation is listed, or because Terraform
 * does not know it before the resources, which it is made of, have seen their own explained changes.
 */
export function judgeSecondPlan(
  { changes, changedOutputs }: Pick<Plan, "changes" | "changedOutputs">,
  deviations: readonly Pick<ApiDeviation, "type" | "attributes">[],
): SecondPlanVerdict {
  const listed = new Set(deviations.flatMap(deviationNames));
  const isListed = ({ type }: ResourceChange, attribute: string): boolean =>
    listed.has(`${type}.${attribute}`);
  const byAddress = new Map(changes.map((change) => [change.address, change]));
  const isExplained = (change: ResourceChange): boolean =>
    change.action === "update" &&
    change.changed.every((attribute) => isListed(change, attribute) || followsFrom(change, attribute));
  const followsFrom = (change: ResourceChange, attribute: string): boolean => {
    const causes = change.waitsFor[attribute] ?? [];
    return (
      causes.length > 0 &&
      causes.every((address) => {
        const cause = byAddress.get(address);
        return cause !== undefined && isExplained(cause);
      })
    );
  };
  const used = changes.flatMap((change) =>
    change.changed
      .filter((attribute) => isListed(change, attribute))
      .map((attribute) => `${change.type}.${attribute}`),
  );
  return {
    explainedBy: [...new Set(used)],
    unexplained: [
      ...changes.filter((change) => !isExplained(change)).map(line),
      ...changedOutputs.map((name) => `output ${name}`),
    ],
  };
}

/** @returns the entries that explain nothing in any of the plans, which is to say that the API has improved */
export function staleDeviations(
  verdicts: readonly SecondPlanVerdict[],
  deviations: readonly Pick<ApiDeviation, "type" | "attributes">[],
): readonly string[] {
  const used = new Set(verdicts.flatMap(({ explainedBy }) => explainedBy));
  return deviations.flatMap(deviationNames).filter((name) => !used.has(name));
}

function deviationNames({ type, attributes }: Pick<ApiDeviation, "type" | "attributes">): readonly string[] {
  return attributes.map((attribute) => `${type}.${attribute}`);
}

function line({ action, address, changed }: ResourceChange): string {
  return `${action} ${address}${changed.length === 0 ? "" : `: ${changed.join(", ")}`}`;
}
