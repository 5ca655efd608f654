import type { Fault, FaultDecision, PendingCall, RecordedCall } from "./types";

/** Every call that was answered, who listens to them, and the faults that are to happen. */
export class CallBook {
  private readonly recorded: RecordedCall[] = [];
  private readonly listeners: ((call: RecordedCall) => void)[] = [];
  private readonly decisions = new Set<FaultDecision>();

  get calls(): readonly RecordedCall[] {
    return this.recorded;
  }

  record(call: RecordedCall): void {
    this.recorded.push(call);
    for (const listener of this.listeners) listener(call);
  }

  onCall(listener: (call: RecordedCall) => void): void {
    this.listeners.push(listener);
  }

  /** @returns a function that takes the decision back */
  injectFault(decide: FaultDecision): () => void {
    const own: FaultDecision = (call) => decide(call);
    this.decisions.add(own);
    return () => {
      this.decisions.delete(own);
    };
  }

  /** The first fault that a decision returns, in the order in which they were added. */
  faultFor(call: PendingCall): Fault | undefined {
    for (const decide of this.decisions) {
      const fault = decide(call);
      if (fault !== undefined) return fault;
    }
    return undefined;
  }
}
