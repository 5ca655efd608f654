import type { Fault, FaultKind } from "../plan/plan";
import { RUN_START } from "./facts";

type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;

/** The plan's faults by kind, and how often each has been met. */
export class FaultBook {
  private readonly byKind = new Map<FaultKind, Fault[]>();
  private readonly met = new Map<Fault, number>();

  constructor(faults: readonly Fault[]) {
    for (const fault of faults) {
      const same = this.byKind.get(fault.kind);
      if (same === undefined) this.byKind.set(fault.kind, [fault]);
      else same.push(fault);
    }
  }

  of<Kind extends FaultKind>(kind: Kind): readonly FaultOf<Kind>[] {
    return (this.byKind.get(kind) ?? []) as FaultOf<Kind>[];
  }

  /** The first fault of a kind that the condition fits: it counts as met. */
  meet<Kind extends FaultKind>(
    kind: Kind,
    fits: (fault: FaultOf<Kind>) => boolean,
  ): FaultOf<Kind> | undefined {
    const fault = this.of(kind).find(fits);
    if (fault !== undefined) this.count(fault);
    return fault;
  }

  count(fault: Fault): void {
    this.met.set(fault, (this.met.get(fault) ?? 0) + 1);
  }

  /** Of a state that lasts: it is met, however often somebody looks at it. */
  countOnce(fault: Fault): void {
    if (!this.met.has(fault)) this.count(fault);
  }

  get injected(): readonly { readonly fault: Fault; readonly times: number }[] {
    return [...this.met].map(([fault, times]) => ({ fault, times }));
  }
}

/** Whether a time lies between two seconds of the run. @param now milliseconds since 1970 */
export function isDuring({ from, to }: { readonly from: number; readonly to: number }, now: number): boolean {
  const second = (now - RUN_START) / 1000;
  return second >= from && second < to;
}
