import type { ReconcileMessage } from "../../functions/export/reconcile-message";
import { RUN_START } from "./facts";
import type { Queue } from "./queue";
import type { WorldBase } from "./world-base";

const HOUR = 3_600_000;
/** What reconciliation leaves alone at first, because others may still see to it, it takes up after some hours. */
const LEFT_ALONE = 4 * HOUR;
/** Of what nobody can help a look tells that is sent a day after the first one, which may have got lost, or come too late. */
const TOLD_AGAIN = 26 * HOUR;

/** EventBridge Scheduler: sends the export queue word to look for snapshots that have not landed. */
export class Scheduler {
  private ticks = 0;
  /** Ids of its messages. */
  private readonly looks: string[] = [];
  private ticksUnchanged = 0;
  private lastChange = RUN_START;

  constructor(
    private readonly world: WorldBase,
    private readonly queue: Queue,
  ) {
    this.plan();
  }

  /** Somebody did something: the next ticks may find something to do. */
  changed(): void {
    this.ticksUnchanged = 0;
    this.lastChange = this.world.time.now;
  }

  /** Whether further ticks would change nothing. */
  get isIdle(): boolean {
    const { time, plan } = this.world;
    if (plan.settings.reconciliationIntervalInHours === 0) return true;
    const { lost } = this.queue.counts;
    const interval = plan.settings.reconciliationIntervalInHours * HOUR;
    const bound =
      lost > 0 || this.looks.some((id) => this.queue.redelivered.has(id))
        ? TOLD_AGAIN + interval
        : LEFT_ALONE;
    return this.ticksUnchanged >= 2 && time.now - this.lastChange > bound;
  }

  private plan(): void {
    const { reconciliationIntervalInHours: hours } = this.world.plan.settings;
    if (hours === 0) return;
    this.world.time.at(
      RUN_START + ++this.ticks * hours * HOUR,
      () => {
        this.tick();
        this.plan();
      },
      true,
    );
  }

  private tick(): void {
    const { plan, time, tell } = this.world;
    const { reconciliationIntervalInHours, reconciliationWindowInDays } = plan.settings;
    this.ticksUnchanged++;
    tell(() => "the schedule asks for a reconciliation");
    const message: ReconcileMessage = {
      Reconcile: {
        Instances: [...new Set(plan.snapshots.map(({ instance }) => instance))],
        Since: new Date(RUN_START).toISOString(),
        WindowInDays: reconciliationWindowInDays,
        IntervalInHours: reconciliationIntervalInHours,
        ScheduledTime: new Date(time.now).toISOString(),
      },
    };
    this.looks.push(this.queue.send(JSON.stringify(message)));
  }
}
