import { busEvent } from "./bus-event";
import type { Instance, Snapshot } from "./model";
import type { RdsWorld } from "./rds-world";

/** One event of RDS, before it is written for anybody. */
export interface RdsEvent {
  readonly sourceType: "db-instance" | "db-snapshot";
  readonly sourceIdentifier: string;
  readonly sourceArn: string;
  readonly category: string;
  /** Such as RDS-EVENT-0002. */
  readonly id: string;
  readonly message: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** The events of a backup, about the instance. */
export const instanceEvent = {
  backupStarted: { category: "backup", id: "RDS-EVENT-0001", message: "Backing up DB instance" },
  backupFinished: { category: "backup", id: "RDS-EVENT-0002", message: "Finished DB Instance backup" },
} as const;

/** The events about a snapshot and its exports (USER_Events.Messages). */
export const snapshotEvent = {
  manualCreating: { category: "creation", id: "RDS-EVENT-0040", message: "Creating manual snapshot" },
  manualCreated: { category: "creation", id: "RDS-EVENT-0042", message: "Manual snapshot created" },
  automatedCreating: { category: "creation", id: "RDS-EVENT-0090", message: "Creating automated snapshot" },
  automatedCreated: { category: "creation", id: "RDS-EVENT-0091", message: "Automated snapshot created" },
  deleted: { category: "deletion", id: "RDS-EVENT-0041", message: "Deleted user snapshot" },
  exportFailed: {
    category: "notification",
    id: "RDS-EVENT-0159",
    message: "The DB snapshot export task failed.",
  },
  exportCanceled: {
    category: "notification",
    id: "RDS-EVENT-0160",
    message: "The DB snapshot export task was canceled.",
  },
  exportCompleted: {
    category: "notification",
    id: "RDS-EVENT-0161",
    message: "The DB snapshot export task completed.",
  },
} as const;

type Kind = Pick<RdsEvent, "category" | "id" | "message">;

/** Sends an event about an instance to the subscriptions that want it. */
export function emitInstanceEvent(world: RdsWorld, instance: Instance, kind: Kind): void {
  emit(world, {
    ...kind,
    sourceType: "db-instance",
    sourceIdentifier: instance.identifier,
    sourceArn: instance.arn,
    tags: instance.tags,
  });
}

/** Sends an event about a snapshot to the subscriptions that want it. */
export function emitSnapshotEvent(world: RdsWorld, snapshot: SnapshotSource, kind: Kind): void {
  emit(world, {
    ...kind,
    sourceType: "db-snapshot",
    sourceIdentifier: snapshot.identifier,
    sourceArn: snapshot.arn,
    tags: snapshot.tags,
  });
}

type SnapshotSource = Pick<Snapshot, "identifier" | "arn" | "tags">;

/**
 * Writes an event down for DescribeEvents, puts it on the event bus, and sends it to topics. Delivery is best effort, as RDS's is: a topic that refuses the event is seen in the record of calls (Publish by
 * events.rds.amazonaws.com with its error), and does not stop the backup.
 */
function emit(world: RdsWorld, event: RdsEvent): void {
  const time = world.surroundings.clock.now();
  world.events.add(event, time);
  world.surroundings.putEvent(busEvent(event, time, world.arns));
  const notification = {
    subject: "RDS Notification Message",
    message: eventJson(event, time, world.arns.region),
    attributes: { EventID: event.id, Resource: event.sourceArn },
  };
  for (const subscription of world.subscriptions.values()) {
    if (!wants(subscription, event)) continue;
    world.timers.background(async () => {
      try {
        await world.surroundings.publish(subscription.topicArn, notification, event.sourceArn);
      } catch (error) {
        if (!isRefusal(error) && !world.timers.signal.aborted) throw error;
      }
    });
  }
}

/** An answer of SNS, as opposed to a connection that failed: only the SDK's service errors hold a status. */
function isRefusal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "$metadata" in error;
}

/** What a subscription chose; empty lists choose everything. */
export interface EventChoice {
  readonly enabled: boolean;
  readonly sourceType: string | undefined;
  readonly sourceIds: readonly string[];
  readonly categories: readonly string[];
}

export function wants(choice: EventChoice, event: RdsEvent): boolean {
  return (
    choice.enabled &&
    (choice.sourceType === undefined || choice.sourceType === event.sourceType) &&
    (choice.sourceIds.length === 0 || choice.sourceIds.includes(event.sourceIdentifier)) &&
    (choice.categories.length === 0 || choice.categories.includes(event.category))
  );
}

/** The event as RDS writes it to SNS since 2023: with `Source ARN` and `Tags`; times in UTC without a zone. */
export function eventJson(event: RdsEvent, time: Date, region: string): string {
  const anchor = event.sourceType === "db-instance" ? "dbinstance" : "snapshot";
  return JSON.stringify({
    "Event Source": event.sourceType,
    "Event Time": time.toISOString().replace("T", " ").replace("Z", ""),
    "Identifier Link": `https://console.aws.amazon.com/rds/home?region=${region}#${anchor}:id=${event.sourceIdentifier}`,
    "Source ID": event.sourceIdentifier,
    "Source ARN": event.sourceArn,
    "Event ID": `http://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html#${event.id}`,
    "Event Message": event.message,
    Tags: event.tags,
  });
}
