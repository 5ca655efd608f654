import type { SnapshotExportResult } from "../../rds/snapshot-exporter";
import { changeTask, finishExport, type ExportOutcome } from "./export-outcome";
import type { ExportTask, Snapshot } from "./model";
import type { RdsWorld } from "./rds-world";
import { taskFaults, type TaskFaults } from "./task-faults";

/** World seconds that a task is STARTING: RDS restores and scales the snapshot first. */
export const EXPORT_STARTING_SECONDS = 120;

/** What a task shows that hangs. */
const HANGING_PERCENT = 99;
const DAY_SECONDS = 86_400;

/** Moves export tasks from STARTING to their end. */
export class ExportRunner {
  private readonly cancels = new Map<string, AbortController>();

  constructor(private readonly world: RdsWorld) {}

  start(task: ExportTask, snapshot: Snapshot): void {
    const cancel = new AbortController();
    this.cancels.set(task.identifier, cancel);
    const { world } = this;
    world.timers.background(async () => {
      const signal = AbortSignal.any([cancel.signal, world.timers.signal]);
      const outcome = await this.run(task, snapshot, signal);
      this.cancels.delete(task.identifier);
      finishExport(world, task.identifier, snapshot, outcome);
    });
  }

  /** The task ends as soon as the exporter has stopped. */
  cancel(identifier: string): void {
    this.cancels.get(identifier)?.abort();
  }

  private async run(started: ExportTask, snapshot: Snapshot, signal: AbortSignal): Promise<ExportOutcome> {
    const { identifier } = started;
    try {
      await this.world.timers.wait(EXPORT_STARTING_SECONDS, signal);
      const refused = await this.world.surroundings.whyNotExportable(started);
      if (refused !== undefined) return { kind: "failed", cause: refused };
      const task = changeTask(this.world, identifier, {
        status: "IN_PROGRESS",
        startTime: this.world.surroundings.clock.now(),
      });
      const faults = taskFaults(this.world, task, snapshot);
      if (faults.cause !== undefined) return { kind: "failed", cause: faults.cause };
      // An exporter that does not stop must not keep the world from closing.
      const result = await Promise.race([
        this.extract(task, snapshot, faults, signal),
        this.world.timers.closed(),
      ]);
      if (signal.aborted) return this.aborted();
      // An exporter that tells no progress is done before it can be cancelled half-way.
      if (faults.cancelAt !== undefined) return { kind: "canceled" };
      faults.meddle();
      if (faults.hang !== undefined) await this.hang(identifier, faults.hang.worldSeconds, signal);
      return { kind: "complete", result };
    } catch (error) {
      if (signal.aborted) return this.aborted();
      return { kind: "failed", cause: error instanceof Error ? error.message : String(error) };
    }
  }

  private aborted(): ExportOutcome {
    return { kind: this.world.timers.signal.aborted ? "closed" : "canceled" };
  }

  private extract(
    task: ExportTask,
    snapshot: Snapshot,
    { cancelAt, hang, isSkipped }: TaskFaults,
    signal: AbortSignal,
  ): Promise<SnapshotExportResult> {
    const { surroundings, arns } = this.world;
    const highest = Math.min(cancelAt ?? 100, hang === undefined ? 100 : HANGING_PERCENT);
    return surroundings.exporter.export({
      snapshotKey: snapshot.key,
      exportTaskIdentifier: task.identifier,
      sourceArn: task.sourceArn,
      snapshotTime: task.snapshotTime,
      taskStartTime: task.startTime ?? surroundings.clock.now(),
      bucket: task.bucket,
      prefix: task.prefix,
      iamRoleArn: task.iamRoleArn,
      kmsKeyId: arns.kmsKey(task.kmsKeyId),
      exportOnly: task.exportOnly,
      isSkipped,
      signal,
      put: (key, body, contentLength) => surroundings.putObject(task, key, body, contentLength),
      onProgress: (percent) => {
        this.progress(task.identifier, Math.min(percent, highest));
        if (cancelAt !== undefined && percent >= cancelAt) this.cancelAsSomebody(task.identifier);
      },
    });
  }

  /** What CancelExportTask does. */
  private cancelAsSomebody(identifier: string): void {
    if (this.world.tasks.get(identifier)?.status !== "IN_PROGRESS") return;
    changeTask(this.world, identifier, { status: "CANCELING" });
    this.cancel(identifier);
  }

  /** @throws WorldClosedError when the task is cancelled, or the world closes */
  private async hang(
    identifier: string,
    worldSeconds: number | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    this.progress(identifier, HANGING_PERCENT);
    do await this.world.timers.wait(worldSeconds ?? DAY_SECONDS, signal);
    while (worldSeconds === undefined);
  }

  private progress(identifier: string, percent: number): void {
    const task = this.world.tasks.get(identifier);
    const whole = Math.min(100, Math.floor(percent));
    if (task?.status !== "IN_PROGRESS" || whole <= task.percentProgress) return;
    this.world.saveTask({ ...task, percentProgress: whole });
  }
}
