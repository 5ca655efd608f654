import type { WorldTimers } from "../rds/world-timers";
import { matchesPattern } from "./event-pattern";
import type { EventRule } from "./local-events";
import type { QueueDeliverer } from "./queue-deliverer";

/** An event of the default bus (eb-events-structure). */
export interface BusEvent {
  readonly version: "0";
  readonly id: string;
  readonly "detail-type": string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The default event bus: what a rule's pattern matches goes to the rule's targets, by events.amazonaws.com. */
export class EventBus {
  private readonly rules = new Map<string, EventRule>();

  constructor(
    private readonly deliverer: QueueDeliverer,
    private readonly timers: WorldTimers,
    private readonly accountId: string,
  ) {}

  putRule(rule: EventRule): void {
    this.rules.set(rule.name, rule);
  }

  /** Returns at once; the targets have the event a little later. */
  put(event: BusEvent): void {
    const body = JSON.stringify(event);
    for (const { arn: sourceArn, enabled, pattern, targets } of this.rules.values()) {
      if (!enabled || !matchesPattern(pattern, event)) continue;
      const caller = { principal: "events.amazonaws.com", accountId: this.accountId, sourceArn };
      for (const target of targets)
        this.timers.background(() =>
          this.deliverer.deliver(caller, target, body, "delivers an event that the rule matches"),
        );
    }
  }
}
