import { randomUUID } from "node:crypto";
import { findInstance } from "./find";
import type { ExportFaultDecision, InstanceOptions, LocalRds, SnapshotOptions } from "./local-rds";
import type { ExportTask, Instance, Snapshot } from "./model";
import { automatedSnapshotIdentifier, checkIdentifier, resourceIdOf } from "./rds-identifiers";
import type { RdsWorld } from "./rds-world";
import { beginSnapshot } from "./snapshots";

/** Id of the key that AWS keeps in each account for RDS (alias/aws/rds): storage is encrypted with it. */
const STORAGE_KEY = "1d2e3f4a-0000-4000-8000-00000000db00";

/** RDS as the program drives it. */
export class RdsControl implements LocalRds {
  constructor(private readonly world: RdsWorld) {}

  get instances(): readonly Instance[] {
    return [...this.world.instances.values()];
  }

  get snapshots(): readonly Snapshot[] {
    return [...this.world.snapshots.values()];
  }

  get exportTasks(): readonly ExportTask[] {
    return [...this.world.tasks.values()];
  }

  createInstance(name: string, options: InstanceOptions = {}): Instance {
    const identifier = name.toLowerCase();
    checkIdentifier("DBInstanceIdentifier", identifier, 63);
    if (this.world.instances.has(identifier))
      throw new Error(`There is an instance named ${identifier} in the local RDS already.`);
    const arn = this.world.arns.instance(identifier);
    return this.world.saveInstance({
      identifier,
      arn,
      engine: options.engine ?? "postgres",
      engineVersion: options.engineVersion ?? "16.4",
      databaseName: options.databaseName ?? "postgres",
      masterUsername: options.masterUsername ?? "postgres",
      ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
      resourceId: resourceIdOf(arn),
      kmsKeyId: this.world.arns.kmsKey(STORAGE_KEY),
      allocatedStorage: options.allocatedStorage ?? 20,
      status: "available",
      createTime: this.world.surroundings.clock.now(),
      tags: options.tags ?? {},
    });
  }

  createSnapshot(instanceName: string, snapshotId?: string, options: SnapshotOptions = {}): Snapshot {
    const instance = findInstance(this.world, instanceName);
    if (options.automated === true) {
      const time = this.world.surroundings.clock.now();
      const identifier = snapshotId ?? automatedSnapshotIdentifier(instance.identifier, time);
      return beginSnapshot(this.world, instance, { identifier, type: "automated", tags: instance.tags });
    }
    if (snapshotId === undefined)
      throw new Error(`A manual snapshot of ${instance.identifier} needs an identifier.`);
    const identifier = snapshotId.toLowerCase();
    checkIdentifier("DBSnapshotIdentifier", identifier, 255);
    return beginSnapshot(this.world, instance, { identifier, type: "manual", tags: instance.tags });
  }

  snapshotAvailable(arn: string): Promise<Snapshot> {
    const snapshot = this.snapshots.find((item) => item.arn === arn);
    if (snapshot === undefined) return Promise.reject(new Error(`There is no snapshot ${arn}.`));
    if (snapshot.status === "available") return Promise.resolve(snapshot);
    return new Promise((resolve, reject) => {
      const settle = (changed: Snapshot): void => {
        if (changed.key !== snapshot.key || changed.status === "creating") return;
        stop();
        if (changed.status === "available") resolve(changed);
        else reject(new Error(`The snapshot ${arn} failed.`));
      };
      const closed = (): void => {
        stop();
        reject(new Error(`The local world closed before the snapshot ${arn} was available.`));
      };
      const stop = (): void => {
        this.world.snapshotListeners.delete(settle);
        this.world.timers.signal.removeEventListener("abort", closed);
      };
      this.world.snapshotListeners.add(settle);
      this.world.timers.signal.addEventListener("abort", closed);
      if (snapshot.status === "failed") settle(snapshot);
    });
  }

  injectExportFault(decide: ExportFaultDecision): () => void {
    const own: ExportFaultDecision = (task, snapshot) => decide(task, snapshot);
    this.world.exportFaults.add(own);
    return () => {
      this.world.exportFaults.delete(own);
    };
  }

  occupyExportSlots(count: number): () => void {
    const tasks = Array.from({ length: count }, () => this.world.saveTask(this.otherTask()));
    return () => {
      for (const task of tasks)
        this.world.saveTask({
          ...task,
          status: "COMPLETE",
          percentProgress: 100,
          endTime: this.world.surroundings.clock.now(),
        });
    };
  }

  knowRoles(roleArns: readonly string[]): void {
    this.world.knownRoles = new Set(roleArns);
  }

  knowKeys(keys: readonly string[]): void {
    this.world.knownKeys = new Set(keys);
  }

  onSnapshot(listener: (snapshot: Snapshot) => void): void {
    this.world.snapshotListeners.add(listener);
  }

  onTask(listener: (task: ExportTask) => void): void {
    this.world.taskListeners.add(listener);
  }

  /** An export that somebody else in the account runs: visible to all, of a snapshot of another instance. */
  private otherTask(): ExportTask {
    const { arns, surroundings } = this.world;
    const id = randomUUID().slice(0, 8);
    return {
      identifier: `other-export-${id}`,
      sourceArn: arns.snapshot(`other-snapshot-${id}`),
      snapshotKey: `other-${id}`,
      snapshotTime: surroundings.clock.now(),
      bucket: "other-exports",
      prefix: "",
      iamRoleArn: `arn:aws:iam::${arns.accountId}:role/other-export`,
      kmsKeyId: arns.kmsKey("00000000-0000-0000-0000-000000000000"),
      exportOnly: [],
      status: "IN_PROGRESS",
      percentProgress: 1,
      totalExtractedDataInGB: 0,
      startTime: surroundings.clock.now(),
    };
  }
}
