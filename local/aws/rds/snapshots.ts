import { randomUUID } from "node:crypto";
import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { filterOf } from "./filters";
import type { Instance, Snapshot } from "./model";
import { page } from "./paging";
import { emitInstanceEvent, emitSnapshotEvent, instanceEvent, snapshotEvent } from "./rds-events";
import { checkIdentifier } from "./rds-identifiers";
import type { RdsWorld } from "./rds-world";
import { listXml, snapshotXml } from "./render";
import { runningExportsOf } from "./running-exports";

/** World seconds that a snapshot is `creating` at least; a copy that takes longer in real time prolongs it. */
export const SNAPSHOT_CREATION_SECONDS = 180;

/** CreateDBSnapshot. @throws AwsError */
export function createDbSnapshot(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const identifier = parameters.required("DBSnapshotIdentifier").toLowerCase();
  checkIdentifier("DBSnapshotIdentifier", identifier, 255);
  const instance = findInstance(world, parameters.required("DBInstanceIdentifier"));
  if (isBackingUp(world, instance))
    throw new AwsError(
      "InvalidDBInstanceState",
      `Cannot create a snapshot because the database instance ${instance.identifier} is not currently in the available state.`,
    );
  const tags = Object.fromEntries(
    parameters.groups("Tags").map((tag) => [tag.required("Key"), tag.optional("Value") ?? ""]),
  );
  const snapshot = beginSnapshot(world, instance, { identifier, type: "manual", tags });
  return { DBSnapshot: snapshotXml(snapshot, instance, false) };
}

/**
 * Begins a snapshot, which becomes available by itself.
 *
 * @throws AwsError DBSnapshotAlreadyExists
 */
export function beginSnapshot(
  world: RdsWorld,
  instance: Instance,
  given: Pick<Snapshot, "identifier" | "type" | "tags">,
): Snapshot {
  if (world.snapshots.has(given.identifier))
    throw new AwsError(
      "DBSnapshotAlreadyExists",
      `Cannot create the snapshot because a snapshot with the identifier ${given.identifier} already exists.`,
    );
  const snapshot = world.saveSnapshot({
    ...given,
    arn: world.arns.snapshot(given.identifier),
    instance: instance.identifier,
    status: "creating",
    createTime: world.surroundings.clock.now(),
    percentProgress: 0,
    key: `snapshot-${randomUUID()}`,
  });
  const automated = given.type === "automated";
  emitInstanceEvent(world, instance, instanceEvent.backupStarted);
  emitSnapshotEvent(
    world,
    snapshot,
    automated ? snapshotEvent.automatedCreating : snapshotEvent.manualCreating,
  );
  world.timers.background(() => completeSnapshot(world, instance, snapshot));
  return snapshot;
}

async function completeSnapshot(world: RdsWorld, instance: Instance, snapshot: Snapshot): Promise<void> {
  const [copied] = await Promise.all([
    world.surroundings.storage.create(instance.identifier, snapshot.key).then(
      () => ({ kind: "copied" }) as const,
      (error: unknown) => ({ kind: "failed", error }) as const,
    ),
    world.timers.wait(SNAPSHOT_CREATION_SECONDS),
  ]);
  if (copied.kind === "failed") {
    world.saveSnapshot({ ...snapshot, status: "failed" });
    throw new Error(`The snapshot ${snapshot.identifier} could not be made.`, { cause: copied.error });
  }
  const available = world.saveSnapshot({ ...snapshot, status: "available", percentProgress: 100 });
  const created =
    snapshot.type === "automated" ? snapshotEvent.automatedCreated : snapshotEvent.manualCreated;
  emitSnapshotEvent(world, available, created);
  emitInstanceEvent(world, instance, instanceEvent.backupFinished);
}

/** DeleteDBSnapshot: the copy stays until the exports that read it have ended. @throws AwsError */
export function deleteDbSnapshot(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const snapshot = findSnapshot(world, parameters.required("DBSnapshotIdentifier"));
  if (snapshot.type === "automated" || snapshot.status === "creating")
    throw new AwsError(
      "InvalidDBSnapshotState",
      `Cannot delete the snapshot ${snapshot.identifier}: it is ${snapshot.type} and ${snapshot.status}.`,
    );
  world.snapshots.delete(snapshot.identifier);
  emitSnapshotEvent(world, snapshot, snapshotEvent.deleted);
  world.timers.background(async () => {
    while (runningExportsOf(world, snapshot.key).length > 0) await world.timers.wait(10);
    await world.surroundings.storage.drop(snapshot.key);
  });
  return { DBSnapshot: snapshotXml(snapshot, world.instances.get(snapshot.instance)) };
}

/** DescribeDBSnapshots. @throws AwsError */
export function describeDbSnapshots(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const identifier = parameters.optional("DBSnapshotIdentifier");
  const instance = parameters.optional("DBInstanceIdentifier")?.toLowerCase();
  const type = parameters.optional("SnapshotType");
  const wanted = identifier === undefined ? undefined : findSnapshot(world, identifier).identifier;
  const passes = filterOf<Snapshot>(parameters, {
    "db-instance-id": (item) => item.instance,
    "db-snapshot-id": (item) => item.identifier,
    "snapshot-type": (item) => item.type,
    engine: (item) => world.instances.get(item.instance)?.engine ?? "",
  });
  const matching = [...world.snapshots.values()]
    .filter((item) => wanted === undefined || item.identifier === wanted)
    .filter((item) => instance === undefined || item.instance === instance || arnOf(world, item) === instance)
    .filter((item) => (type === undefined || item.type === type) && passes(item))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const { items, marker } = page(matching, (item) => item.identifier, parameters);
  return {
    DBSnapshots: listXml(
      "DBSnapshot",
      items.map((item) => snapshotXml(item, world.instances.get(item.instance))),
    ),
    Marker: marker,
  };
}

function arnOf(world: RdsWorld, snapshot: Snapshot): string {
  return world.arns.instance(snapshot.instance);
}

/** By identifier or ARN. @throws AwsError DBSnapshotNotFound */
export function findSnapshot(world: RdsWorld, name: string): Snapshot {
  const identifier = name.replace(/^arn:[^:]+:rds:[^:]*:\d*:snapshot:/, "").toLowerCase();
  const snapshot = world.snapshots.get(identifier);
  if (snapshot === undefined || (name.startsWith("arn:") && snapshot.arn !== name))
    throw new AwsError("DBSnapshotNotFound", `DBSnapshot ${name} not found.`, 404);
  return snapshot;
}

/** By identifier or ARN. @throws AwsError DBInstanceNotFound */
export function findInstance(world: RdsWorld, name: string): Instance {
  const identifier = name.replace(/^arn:[^:]+:rds:[^:]*:\d*:db:/, "").toLowerCase();
  const instance = world.instances.get(identifier);
  if (instance === undefined) throw new AwsError("DBInstanceNotFound", `DBInstance ${name} not found.`, 404);
  return instance;
}

/** Whether a snapshot of the instance is being made. */
export function isBackingUp(world: RdsWorld, instance: Instance): boolean {
  return [...world.snapshots.values()].some(
    (item) => item.instance === instance.identifier && item.status === "creating",
  );
}
