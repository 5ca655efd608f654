import type { PlannedFault } from "./plan";

/** Counts what matches a fault, and says when it is to happen. */
export class Counter {
  private seen = 0;
  private happened = 0;

  constructor(private readonly fault: Pick<PlannedFault, "after" | "times">) {}

  get fired(): number {
    return this.happened;
  }

  /** Called for each match. @returns whether it happens this time */
  next(): boolean {
    this.seen += 1;
    const { after, times } = this.fault;
    return this.seen > after && (times === "always" || this.happened < times) && this.fire();
  }

  private fire(): true {
    this.happened += 1;
    return true;
  }
}
