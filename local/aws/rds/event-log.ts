import type { RdsEvent } from "./rds-events";

/** An event that happened; numbers rise by one. */
export interface RecordedEvent {
  readonly number: number;
  /** World time. */
  readonly time: Date;
  readonly event: RdsEvent;
}

/** Events are kept for 14 days (API_DescribeEvents). */
const KEPT_MILLISECONDS = 14 * 24 * 60 * 60 * 1000;

/** What RDS remembers of its events, whether somebody subscribed to them or not. */
export class EventLog {
  private events: RecordedEvent[] = [];
  private last = 0;

  add(event: RdsEvent, time: Date): void {
    const oldest = time.getTime() - KEPT_MILLISECONDS;
    if (this.events.some((item) => item.time.getTime() < oldest))
      this.events = this.events.filter((item) => item.time.getTime() >= oldest);
    this.last += 1;
    this.events.push({ number: this.last, time, event });
  }

  /** Oldest first. */
  get kept(): readonly RecordedEvent[] {
    return this.events;
  }
}
