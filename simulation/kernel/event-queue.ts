/** Something that happens at a time. */
export interface PlannedEvent {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of two at one time the one that was planned first comes first. */
  readonly order: number;
  readonly happen: () => void;
  /** Happens for ever, such as a schedule's tick: nobody waits for it. */
  readonly background: boolean;
  cancelled: boolean;
}

/** What is still to happen, soonest first: a binary heap. */
export class EventQueue {
  private readonly heap: PlannedEvent[] = [];

  get size(): number {
    return this.heap.length;
  }

  add(event: PlannedEvent): void {
    const { heap } = this;
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || isSooner(parent, event)) break;
      heap[at] = parent;
      at = above;
    }
    heap[at] = event;
  }

  /** Takes out the soonest. */
  take(): PlannedEvent | undefined {
    const { heap } = this;
    const soonest = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.sink(last);
    return soonest;
  }

  /** Puts an event where the root was, and down to where it belongs. */
  private sink(event: PlannedEvent): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      let child = heap[below];
      if (child === undefined) break;
      const right = heap[below + 1];
      if (right !== undefined && isSooner(right, child)) {
        child = right;
        below++;
      }
      if (isSooner(event, child)) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = event;
  }
}

function isSooner(one: PlannedEvent, other: PlannedEvent): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
