import { refuse } from "../answers";
import { EXPORT_BUCKET } from "../facts";
import { isDuring } from "../fault-book";
import type { ExportHistory } from "../history";
import type { Bucket } from "../s3/bucket";
import { secondsOf, timeOf, type WorldBase } from "../world-base";
import { skippedWarning, writeReports, writeTables, type WrittenExport } from "./export-files";
import { fileNames } from "./file-names";
import type { Snapshot } from "./snapshots";
import type { Fault } from "../../plan/plan";

export interface Task {
  readonly id: string;
  readonly sourceArn: string;
  readonly bucket: string;
  /** Undefined: somebody else's. */
  readonly snapshot: Snapshot | undefined;
  /** Whether a person began it, not the functions. */
  readonly byHand: boolean;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  status: "STARTING" | "IN_PROGRESS" | "COMPLETE" | "FAILED" | "CANCELING" | "CANCELED";
  endTime: number | undefined;
  percentProgress: number;
  failureCause: string | undefined;
  warningMessage: string | undefined;
  files: ReadonlyMap<string, number>;
}

type Effect = Extract<Fault, { kind: "export-task" }>["effect"];

const QUOTA = 5;
/** No invocation lives longer: what it was told of the slots is younger. */
const INVOCATION_MILLISECONDS = 900_000;
const RUNNING = new Set<Task["status"]>(["STARTING", "IN_PROGRESS", "CANCELING"]);

/** The account's export tasks: at most five at once, never two of one snapshot, and no identifier twice. */
export class ExportTasks {
  readonly ours: Task[] = [];
  mostAtOnce = 0;
  /** Starts that RDS refused although every slot had been taken for longer than an invocation lives. */
  startsBeyondQuota = 0;
  private readonly byId = new Map<string, Task>();
  private readonly bySource = new Map<string, Task[]>();
  private readonly running = new Set<Task>();
  private completed = 0;

  constructor(
    private readonly world: WorldBase,
    private readonly exports: Bucket,
    private readonly onEnd: (task: Task) => void,
  ) {}

  find(id: string): Task | undefined {
    return this.byId.get(id) ?? this.foreign().find((task) => task.id === id);
  }

  /** Every task that RDS lists, other people's included. */
  all(): readonly Task[] {
    return [...this.ours, ...this.foreign()];
  }

  /** Every task of one snapshot's ARN. */
  ofSource(arn: string): readonly Task[] {
    return [
      ...(this.bySource.get(arn) ?? []),
      ...this.foreign().filter(({ sourceArn }) => sourceArn === arn),
    ];
  }

  runningTasks(): readonly Task[] {
    return [...this.running, ...this.foreign()];
  }

  start(id: string, snapshot: Snapshot, bucket: string, byHand = false): Task {
    const { time, faults, tell, changed } = this.world;
    if (!/^[A-Za-z](-?[A-Za-z0-9])*$/.test(id) || id.length > 60)
      refuse("InvalidParameterValue", `The export task identifier ${id} is not valid.`);
    if (bucket !== EXPORT_BUCKET) refuse("InvalidS3BucketFault", `The bucket ${bucket} does not exist.`);
    if (this.find(id) !== undefined)
      refuse("ExportTaskAlreadyExists", `The export task with the ID ${id} already exists.`);
    if (
      snapshot.status !== "available" ||
      [...this.running].some((task) => task.snapshot?.arn === snapshot.arn)
    )
      refuse(
        "InvalidExportSourceState",
        "The snapshot is not available, or another export of it is running.",
      );
    if (this.runningTasks().length >= QUOTA) {
      for (const fault of this.slotsTaken()) faults.count(fault);
      if (!byHand && time.now - this.fullSince() > INVOCATION_MILLISECONDS) this.startsBeyondQuota++;
      refuse("ExportTaskLimitReachedFault", "You have reached the limit of 5 concurrent export tasks.");
    }

    const task: Task = { ...NEW, id, sourceArn: snapshot.arn, bucket, snapshot, startTime: time.now, byHand };
    this.ours.push(task);
    this.byId.set(id, task);
    this.bySource.set(snapshot.arn, [...(this.bySource.get(snapshot.arn) ?? []), task]);
    this.running.add(task);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running.size);
    changed();
    tell(() => `export ${id} of ${snapshot.plan.name} starts`);
    const nth = this.ours.length;
    this.plan(task, snapshot, faults.meet("export-task", (fault) => fault.nth === nth)?.effect);
    return task;
  }

  describe(): ExportHistory[] {
    return this.ours.map((task) => ({
      taskId: task.id,
      planned: task.snapshot?.planned ?? -1,
      startedAt: secondsOf(task.startTime),
      endedAt: task.endTime === undefined ? undefined : secondsOf(task.endTime),
      status: task.status,
      byHand: task.byHand,
      files: task.files,
    }));
  }

  private plan(task: Task, { plan }: Snapshot, effect: Effect | undefined): void {
    const { time } = this.world;
    const lingers = typeof effect === "object" && "lingersSeconds" in effect ? effect.lingersSeconds : 0;
    time.after(plan.export.starting * 1000, () => {
      task.status = "IN_PROGRESS";
      task.percentProgress = 1;
      time.after((plan.export.running + lingers) * 1000, () => {
        this.end(task, effect);
      });
    });
  }

  private end(task: Task, effect: Effect | undefined): void {
    const { snapshot } = task;
    if (snapshot === undefined) return;
    const { time, plan } = this.world;
    const first = this.bySource.get(snapshot.arn)?.find((each) => each.snapshot === snapshot);
    const skippedTable = typeof effect === "object" && "skipsTable" in effect ? effect.skipsTable : undefined;
    const lostTable = typeof effect === "object" && "losesTable" in effect ? effect.losesTable : undefined;
    const written: WrittenExport = {
      taskId: task.id,
      sourceArn: task.sourceArn,
      snapshot: snapshot.plan,
      nameOf: fileNames(plan.seed, task.id, task === first),
      skippedTable,
      lostTable,
      isCapital: plan.seed % 2 === 1,
      now: time.now,
    };
    task.files = writeTables(this.exports, written, effect === "fails" || effect === "cancelled" ? 0.5 : 1);
    if (effect === "cancelled") {
      task.status = "CANCELING";
      time.after(60_000, () => {
        this.conclude(task, "CANCELED");
      });
      return;
    }
    if (effect === "fails") {
      task.failureCause = "An unknown internal error occurred.";
      this.conclude(task, "FAILED");
      return;
    }
    writeReports(this.exports, written);
    if (skippedTable !== undefined && snapshot.plan.tables[skippedTable] !== undefined)
      task.warningMessage = skippedWarning(snapshot.plan, skippedTable);
    this.conclude(task, "COMPLETE");
  }

  private conclude(task: Task, status: "COMPLETE" | "FAILED" | "CANCELED"): void {
    const { time, faults, tell, changed } = this.world;
    task.status = status;
    task.endTime = time.now;
    if (status === "COMPLETE") task.percentProgress = 100;
    this.running.delete(task);
    changed();
    tell(() => `export ${task.id} is ${status}`);
    if (status === "COMPLETE") {
      const nth = ++this.completed;
      for (const fault of faults.of("export-files-deleted"))
        if (fault.nth === nth)
          time.after(fault.afterSeconds * 1000, () => {
            faults.count(fault);
            tell(() => `the files of ${task.id} are deleted`);
            for (const { key } of this.exports.all(`${task.id}/`)) this.exports.delete(key);
          });
    }
    this.onEnd(task);
  }

  /** When the last of the slots that are taken was: milliseconds since 1970. */
  private fullSince(): number {
    return Math.max(
      ...[...this.running].map(({ startTime }) => startTime),
      ...this.slotsTaken().map(({ from }) => timeOf(from)),
    );
  }

  private slotsTaken(): readonly Extract<Fault, { kind: "slots-taken" }>[] {
    return this.world.faults.of("slots-taken").filter((fault) => isDuring(fault, this.world.time.now));
  }

  /** Other people's exports take no more than there are slots: ours keep what they have. */
  private foreign(): readonly Task[] {
    const taken = this.slotsTaken();
    for (const fault of taken) this.world.faults.countOnce(fault);
    const wanted = taken.reduce((sum, { slots }) => sum + slots, 0);
    const slots = Math.min(wanted, QUOTA - this.running.size);
    return Array.from({ length: Math.max(0, slots) }, (_, at) => ({
      ...NEW,
      id: `somebody-elses-${at + 1}`,
      sourceArn: `arn:aws:rds:eu-west-2:123456789012:snapshot:somebody-elses-${at + 1}`,
      bucket: "somebody-elses-bucket",
      snapshot: undefined,
      byHand: true,
      startTime: this.world.time.now,
      status: "IN_PROGRESS" as const,
    }));
  }
}

const NEW = {
  status: "STARTING",
  endTime: undefined,
  percentProgress: 0,
  failureCause: undefined,
  warningMessage: undefined,
  files: new Map<string, number>(),
} as const satisfies Partial<Task>;

export function isRunning({ status }: Task): boolean {
  return RUNNING.has(status);
}
