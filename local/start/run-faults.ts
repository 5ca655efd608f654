import { carryOutPlan, type CarriedOutPlan } from "../faults/carry-out";
import { functionRoles } from "../faults/function-roles";
import { namedPlan } from "../faults/named-plans";
import type { WorldClock } from "../clock";
import type { DeployedPipeline } from "./deployed-pipeline";
import type { RunInputs } from "./run-options";
import type { World } from "./run-world";

/** Has the faults of `--break` and `--faults` happen from now on; undefined when there are none. */
export function startFaults(
  { options, faults }: RunInputs,
  { aws, data, zone }: World,
  { deployment }: DeployedPipeline,
  clock: WorldClock,
): CarriedOutPlan | undefined {
  const named =
    options.break === undefined
      ? []
      : namedPlan(options.break, {
          zoneBucket: zone.bucket,
          table: data.someTable ?? "*",
          snapshots: data.instances.length,
        }).faults;
  const all = [...named, ...(faults?.faults ?? [])];
  if (all.length === 0) return undefined;
  return carryOutPlan(
    { version: 1, faults: all },
    { aws, zone, clock, roles: functionRoles(deployment.functions) },
  );
}
