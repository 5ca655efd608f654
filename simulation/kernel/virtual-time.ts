import { EventQueue, type PlannedEvent } from "./event-queue";

/** Node's own, taken before anybody replaces it. */
const realSetImmediate = setImmediate;

/** A clock that moves from event to event, and only when everything that the last one set off has come to rest. */
export class VirtualTime {
  /** Milliseconds since 1970. */
  now: number;
  private readonly events = new EventQueue();
  private planned = 0;
  private foreground = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** Whether nothing is left to happen but what happens for ever. */
  get isQuiet(): boolean {
    return this.foreground === 0;
  }

  /** Plans an event so many milliseconds from now. */
  after(milliseconds: number, happen: () => void, background = false): PlannedEvent {
    const delay = milliseconds > 0 ? milliseconds : 0;
    const event = { at: this.now + delay, order: this.planned++, happen, background, cancelled: false };
    this.events.add(event);
    if (!background) this.foreground++;
    return event;
  }

  /** Plans an event at a time; one that is over means now. */
  at(time: number, happen: () => void, background = false): PlannedEvent {
    return this.after(time - this.now, happen, background);
  }

  /** An event that happened, or was cancelled before, stays as it is. */
  cancel(event: PlannedEvent): void {
    if (event.cancelled) return;
    event.cancelled = true;
    if (!event.background) this.foreground--;
  }

  /**
   * Lets events happen until none is left, the time is reached, or somebody has seen enough.
   *
   * @param until milliseconds since 1970
   * @param isEnough asked whenever time is about to move
   */
  async run(until: number, isEnough: () => boolean = () => false): Promise<void> {
    await atRest();
    while (!isEnough()) {
      const event = this.events.take();
      if (event === undefined) return;
      if (event.cancelled) continue;
      if (event.at > until) {
        this.events.add(event);
        return;
      }
      this.now = event.at;
      this.cancel(event);
      event.happen();
      await atRest();
    }
  }
}

/** Promises and ticks come to their end before Node calls the next immediate. */
function atRest(): Promise<void> {
  return new Promise((resolve) => {
    realSetImmediate(resolve);
  });
}
