import type { Violation } from "../invariants/invariant";
import type { FaultKind, Plan } from "../plan/plan";
import type { JudgedRun } from "./judge-run";

/** A run that broke an invariant. */
export interface FailedRun {
  readonly run: number;
  readonly violations: readonly Violation[];
  /** The smallest plan that was found to break the same invariant; the run's own where nobody looked for one. */
  readonly smallest: Plan;
}

/** Figures of a batch: plain data, so that workers can send them. */
export interface Summary {
  readonly runs: number;
  /** How often faults of each kind were met. */
  readonly injected: Readonly<Partial<Record<FaultKind, number>>>;
  readonly snapshots: number;
  readonly landed: number;
  readonly ignored: number;
  /** Snapshots that ended in a dead letter, by its code. */
  readonly deadLettered: Readonly<Record<string, number>>;
  readonly notPromised: number;
  readonly missing: number;
  /** Dead letters of any kind, also of snapshots that landed all the same. */
  readonly letters: number;
  readonly killed: number;
  readonly calls: number;
  readonly failures: readonly FailedRun[];
}

export const NO_RUNS: Summary = {
  runs: 0,
  injected: {},
  snapshots: 0,
  landed: 0,
  ignored: 0,
  deadLettered: {},
  notPromised: 0,
  missing: 0,
  letters: 0,
  killed: 0,
  calls: 0,
  failures: [],
};

/** @param failure the run as a failed one, if it is */
export function summaryOf({ history, fates }: JudgedRun, failure: FailedRun | undefined): Summary {
  const all = [...fates.values()];
  const count = (kind: string): number => all.filter((fate) => fate.kind === kind).length;
  const codes = all.flatMap((fate) => (fate.kind === "dead-lettered" ? [{ [fate.code]: 1 }] : []));
  const injected = history?.injected.map(({ fault, times }) => ({ [fault.kind]: times })) ?? [];
  return {
    runs: 1,
    injected: injected.reduce(addUp, {}),
    snapshots: all.length,
    landed: count("landed"),
    ignored: count("ignored"),
    deadLettered: codes.reduce(addUp, {}),
    notPromised: count("not-promised"),
    missing: count("missing"),
    letters: history?.letters.length ?? 0,
    killed: history?.invocations.killed ?? 0,
    calls: [...(history?.calls.values() ?? [])].reduce((sum, each) => sum + each, 0),
    failures: failure === undefined ? [] : [failure],
  };
}

/** Both together. */
export function merged(one: Summary, other: Summary): Summary {
  return {
    runs: one.runs + other.runs,
    injected: addUp(one.injected, other.injected),
    snapshots: one.snapshots + other.snapshots,
    landed: one.landed + other.landed,
    ignored: one.ignored + other.ignored,
    deadLettered: addUp(one.deadLettered, other.deadLettered),
    notPromised: one.notPromised + other.notPromised,
    missing: one.missing + other.missing,
    letters: one.letters + other.letters,
    killed: one.killed + other.killed,
    calls: one.calls + other.calls,
    failures: [...one.failures, ...other.failures],
  };
}

/** The same, whoever did which run first: failures by their runs, kinds and codes by their names. */
export function inOrder({ injected, deadLettered, failures, ...figures }: Summary): Summary {
  return {
    ...figures,
    injected: byName(injected),
    deadLettered: byName(deadLettered),
    failures: [...failures].sort((one, other) => one.run - other.run),
  };
}

function byName(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).sort(([one], [other]) => (one < other ? -1 : 1)));
}

type Counts = Readonly<Record<string, number>>;

function addUp(one: Counts, other: Counts): Counts {
  const sums = new Map(Object.entries(one));
  for (const [name, count] of Object.entries(other)) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries(sums);
}
