import type { LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import { callRule, type FunctionRoles } from "./call-decision";
import { exportRule } from "./export-decision";
import type { FaultPlan, PlannedFault } from "./plan";
import type { MeddledBuckets } from "./meddle";
import { occupySlots } from "./slots";
import { Standstill } from "./standstill";
import { describeFault } from "./words";

/** What a plan is carried out on. */
export interface FaultSurroundings {
  readonly aws: Pick<LocalAws, "rds" | "buckets" | "injectFault" | "onCall">;
  readonly zone: MeddledBuckets["zone"];
  readonly clock: WorldClock;
  /** See {@link functionRoles}. */
  readonly roles: FunctionRoles;
}

/** A plan that is being carried out. */
export interface CarriedOutPlan {
  /** What the person is told: one line for each fault. */
  readonly words: readonly string[];
  /** Messages are doubled: two of one export that end in the same moment may each start the workflow. */
  readonly mayRepeat: boolean;
  /** To be called once the run's snapshots are available: from then on occupied slots are counted down. */
  snapshotAvailable(): void;
  /**
   * The faults that have not happened, in words. A run with such a fault has proved nothing of it: what the plan
   * names may not have matched what is there.
   */
  unfired(): readonly string[];
  /**
   * Why nothing more will come within any run's patience, in words; undefined as long as something may. An export
   * that hangs for ever is waited for by the functions for days.
   */
  standstill(): string | undefined;
}

/** One fault at work. */
interface Rule {
  readonly fired: () => number;
  readonly snapshotAvailable?: () => void;
}

/** Has the gateway and the local RDS carry out a plan from now on. */
export function carryOutPlan({ faults }: FaultPlan, around: FaultSurroundings): CarriedOutPlan {
  const rules = faults.map((fault) => ({ fault, rule: install(fault, around) }));
  const standstill = new Standstill(around, faults.some(hangsForEver));
  return {
    words: faults.map(describeFault),
    mayRepeat: faults.some(({ effect }) => effect.kind === "doubled"),
    snapshotAvailable: () => {
      for (const { rule } of rules) rule.snapshotAvailable?.();
    },
    unfired: () => rules.filter(({ rule }) => rule.fired() === 0).map(({ fault }) => describeFault(fault)),
    standstill: () => standstill.words(),
  };
}

function install(fault: PlannedFault, around: FaultSurroundings): Rule {
  const { effect } = fault;
  switch (effect.kind) {
    case "occupy-slots":
      return occupySlots(effect, around);
    case "fail":
    case "cancel":
    case "skip":
    case "lose-files":
    case "stray-file":
    case "hang": {
      const rule = exportRule(fault, effect, { buckets: around.aws.buckets, zone: around.zone });
      around.aws.rds.injectExportFault(rule.decide);
      return rule;
    }
    case "error":
    case "throttle":
    case "slow":
    case "error-in-200":
    case "lost":
    case "doubled":
    case "kill": {
      const rule = callRule(fault, effect, around.roles);
      around.aws.injectFault(rule.decide);
      return rule;
    }
  }
}

function hangsForEver({ effect }: PlannedFault): boolean {
  return effect.kind === "hang" && effect.worldSeconds === undefined;
}
