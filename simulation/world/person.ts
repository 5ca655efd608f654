import { Refused } from "./answers";
import { EXPORT_BUCKET } from "./facts";
import type { LetterHistory } from "./history";
import type { ExportTasks } from "./rds/export-tasks";
import type { Snapshots } from "./rds/snapshots";
import type { Sqs } from "./sqs";
import { timeOf, type WorldBase } from "./world-base";

/** What a person may do by hand. */
interface Reach {
  readonly sqs: Sqs;
  readonly tasks: ExportTasks;
  readonly snapshots: Snapshots;
}

/** Somebody who works with the account beside the pipeline, as the plan says. */
export class Person {
  private readonly redriven = new Set<LetterHistory>();

  constructor(
    private readonly world: WorldBase,
    private readonly reach: Reach,
  ) {
    const { faults, time } = world;
    for (const act of faults.of("redrive"))
      time.at(timeOf(act.at), () => {
        faults.count(act);
        this.redrive();
      });
    for (const act of faults.of("export-by-hand"))
      time.at(timeOf(act.at), () => {
        if (this.export(act.snapshot, act.name)) faults.count(act);
      });
  }

  /** Every letter goes back to the queue that it came from: once, for it is gone from the dead-letter queue then. */
  private redrive(): void {
    const { sqs } = this.reach;
    const letters = sqs.letters.filter((letter) => !this.redriven.has(letter));
    this.world.tell(() => `somebody redrives ${letters.length} letters`);
    for (const letter of letters) {
      this.redriven.add(letter);
      sqs.queues[letter.queue].send(letter.body);
    }
  }

  /** @returns whether RDS began it */
  private export(planned: number, name: string): boolean {
    const { snapshots, tasks } = this.reach;
    const snapshot = snapshots.all.find((each) => each.planned === planned);
    if (snapshot === undefined) return false;
    try {
      tasks.start(name, snapshot, EXPORT_BUCKET, true);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.world.tell(() => `RDS refuses somebody's export ${name}: ${error.message}`);
      return false;
    }
  }
}
