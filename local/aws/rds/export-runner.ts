import type { SnapshotExportResult } from "../../rds/snapshot-exporter";
import type { ExportTask, Snapshot } from "./model";
import { emitSnapshotEvent, snapshotEvent } from "./rds-events";
import type { RdsWorld } from "./rds-world";
import { taskFaults, type TaskFaults } from "./task-faults";

/** World seconds that a task is STARTING: RDS restores and scales the snapshot first. */
export const EXPORT_STARTING_SECONDS = 120;

/** What a task shows that hangs. */
const HANGING_PERCENT = 99;
const DAY_SECONDS = 86_400;

type Outcome =
  | { readonly kind: "complete"; readonly result: SnapshotExportResult }
  | { readonly kind: "failed"; readonly cause: string }
  | { readonly kind: "canceled" }
  | { readonly kind: "closed" };

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
      this.finish(task.identifier, snapshot, outcome);
    });
  }

  /** The task ends as soon as the exporter has stopped. */
  cancel(identifier: string): void {
    this.cancels.get(identifier)?.abort();
  }

  private async run(started: ExportTask, snapshot: Snapshot, signal: AbortSignal): Promise<Outcome> {
    const { identifier } = started;
    try {
      await this.world.timers.wait(EXPORT_STARTING_SECONDS, signal);
      const refused = await this.world.surroundings.whyNotExportable(started);
      if (refused !== undefined) return { kind: "failed", cause: refused };
      const task = this.change(identifier, {
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
      if (faults.hang !== undefined) await this.hang(identifier, faults.hang.worldSeconds, signal);
      return { kind: "complete", result };
    } catch (error) {
      if (signal.aborted) return this.aborted();
      return { kind: "failed", cause: error instanceof Error ? error.message : String(error) };
    }
  }

  private aborted(): Outcome {
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
    this.change(identifier, { status: "CANCELING" });
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

  private finish(identifier: string, snapshot: Snapshot, outcome: Outcome): void {
    const endTime = this.world.surroundings.clock.now();
    switch (outcome.kind) {
      case "complete": {
        const { extractedBytes, warningMessage } = outcome.result;
        this.change(identifier, {
          status: "COMPLETE",
          endTime,
          percentProgress: 100,
          totalExtractedDataInGB: Math.floor(extractedBytes / 1024 ** 3),
          ...(warningMessage === undefined ? {} : { warningMessage }),
        });
        emitSnapshotEvent(this.world, snapshot, snapshotEvent.exportCompleted);
        return;
      }
      case "failed":
        this.change(identifier, { status: "FAILED", endTime, failureCause: outcome.cause });
        emitSnapshotEvent(this.world, snapshot, snapshotEvent.exportFailed);
        return;
      case "canceled":
        this.change(identifier, { status: "CANCELED", endTime });
        emitSnapshotEvent(this.world, snapshot, snapshotEvent.exportCanceled);
        return;
      case "closed":
        return;
    }
  }

  private change(identifier: string, values: Partial<ExportTask>): ExportTask {
    const task = this.world.tasks.get(identifier);
    if (task === undefined)
      throw new Error(`The export task ${identifier} is gone: tasks are never removed.`);
    return this.world.saveTask({ ...task, ...values });
  }
}
