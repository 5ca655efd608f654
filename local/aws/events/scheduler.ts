import { randomUUID } from "node:crypto";
import type { WorldClock } from "../../clock";
import { AwsError } from "../aws-error";
import { need } from "../needs/need";
import type { OwnActs } from "../own-acts";
import type { WorldTimers } from "../rds/world-timers";
import type { Caller } from "../types";
import type { Schedule } from "./local-events";
import type { QueueDeliverer } from "./queue-deliverer";

/** EventBridge Scheduler: invokes targets at a rate, each time as the schedule's role. */
export class Scheduler {
  constructor(
    private readonly parts: {
      readonly acts: OwnActs;
      readonly clock: WorldClock;
      readonly deliverer: QueueDeliverer;
      readonly timers: WorldTimers;
      readonly accountId: string;
    },
  ) {}

  putSchedule(schedule: Schedule): void {
    if (!schedule.enabled) return;
    const { timers, clock } = this.parts;
    timers.background(async () => {
      for (;;) {
        const scheduled = clock.now();
        timers.background(() => this.invoke(schedule, scheduled));
        await timers.wait(schedule.everySeconds);
      }
    });
  }

  private async invoke(schedule: Schedule, scheduled: Date): Promise<void> {
    const { accountId, deliverer } = this.parts;
    const { roleArn, target } = schedule;
    if (!(await this.assumesRole(schedule))) return;
    const caller: Caller = { principal: roleArn, accountId, session: randomUUID().replaceAll("-", "") };
    await deliverer.deliver(caller, target, inputOf(schedule, scheduled), "sends what the schedule says");
  }

  /** The trust policy is asked about the schedule's group (cross-service-confused-deputy-prevention). */
  private async assumesRole({ roleArn, groupArn: sourceArn }: Schedule): Promise<boolean> {
    const { acts, accountId } = this.parts;
    const caller = { principal: "scheduler.amazonaws.com", accountId, sourceArn };
    try {
      await acts.perform(caller, { service: "sts", operation: "AssumeRole", resource: roleArn }, () => [
        need("sts:AssumeRole", roleArn, "sends as the schedule's role"),
      ]);
      return true;
    } catch (error) {
      // The record of calls shows it; the scheduler itself has nobody to tell.
      if (error instanceof AwsError) return false;
      throw error;
    }
  }
}

/** The context attributes (managing-schedule-context-attributes) are looked for as they stand, not as JSON escapes. */
function inputOf({ input, arn }: Schedule, scheduled: Date): string {
  return input
    .replaceAll("<aws.scheduler.schedule-arn>", () => arn)
    .replaceAll("<aws.scheduler.scheduled-time>", scheduled.toISOString().replace(/\.\d+Z$/, "Z"))
    .replaceAll("<aws.scheduler.execution-id>", () => randomUUID())
    .replaceAll("<aws.scheduler.attempt-number>", "1");
}
