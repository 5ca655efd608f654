import type { WorldClock } from "../../clock";
import type { SnapshotExporter } from "../../rds/snapshot-exporter";
import type { SnapshotStorage } from "../../rds/snapshot-storage";
import type { BusEvent } from "../events/event-bus";
import { EventLog } from "./event-log";
import type { EventSubscription } from "./event-subscriptions";
import type { ExportFaultDecision } from "./local-rds";
import type { ExportTask, Instance, Snapshot } from "./model";
import type { RdsArns } from "./rds-arns";
import type { WorldTimers } from "./world-timers";

/** What RDS reaches of the rest of the local world. */
export interface RdsSurroundings {
  readonly clock: WorldClock;
  readonly storage: SnapshotStorage;
  readonly exporter: SnapshotExporter;
  bucketExists(name: string): boolean;
  topicExists(arn: string): Promise<boolean>;
  /** Publishes as events.rds.amazonaws.com. @param sourceArn what the message is about */
  publish(topicArn: string, message: RdsNotification, sourceArn: string): Promise<void>;
  /** Puts an event on the account's default event bus. */
  putEvent(event: BusEvent): void;
  /** Why the export service cannot begin a task with its role: the FailureCause, or undefined when it can. */
  whyNotExportable(task: ExportTask): Promise<string | undefined>;
  /** Writes one object of an export as the task's role. */
  putObject(
    task: ExportTask,
    key: string,
    body: Parameters<Parameters<SnapshotExporter["export"]>[0]["put"]>[1],
    contentLength: number,
  ): Promise<void>;
}

export interface RdsNotification {
  readonly subject: string;
  readonly message: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The state of RDS in one account and region. Records are replaced, never changed. */
export class RdsWorld {
  readonly instances = new Map<string, Instance>();
  /** By identifier. */
  readonly snapshots = new Map<string, Snapshot>();
  /** By identifier; tasks stay for ever, and so does what they used up: their identifiers. */
  readonly tasks = new Map<string, ExportTask>();
  readonly subscriptions = new Map<string, EventSubscription>();
  readonly events = new EventLog();
  /** undefined: every one is known. */
  knownRoles: ReadonlySet<string> | undefined;
  knownKeys: ReadonlySet<string> | undefined;
  readonly snapshotListeners = new Set<(snapshot: Snapshot) => void>();
  readonly taskListeners = new Set<(task: ExportTask) => void>();
  /** What is to happen to a task, asked when its extraction begins. */
  readonly exportFaults = new Set<ExportFaultDecision>();

  constructor(
    readonly arns: RdsArns,
    readonly surroundings: RdsSurroundings,
    readonly timers: WorldTimers,
  ) {}

  saveInstance(instance: Instance): Instance {
    this.instances.set(instance.identifier, instance);
    return instance;
  }

  saveSnapshot(snapshot: Snapshot): Snapshot {
    this.snapshots.set(snapshot.identifier, snapshot);
    for (const listener of this.snapshotListeners) listener(snapshot);
    return snapshot;
  }

  saveTask(task: ExportTask): ExportTask {
    this.tasks.set(task.identifier, task);
    for (const listener of this.taskListeners) listener(task);
    return task;
  }
}
