import { randomUUID } from "node:crypto";
import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { findInstance, findSnapshot, isBackingUp } from "./find";
import type { Instance, Snapshot } from "./model";
import { emitInstanceEvent, emitSnapshotEvent, instanceEvent, snapshotEvent } from "./rds-events";
import { checkIdentifier } from "./rds-identifiers";
import type { RdsWorld } from "./rds-world";
import { begunSnapshotXml, SNAPSHOT_CREATION_SECONDS, snapshotXml } from "./render-snapshot";
import { runningExportsOf } from "./running-exports";
import { givenTags } from "./tags";

/** Manual snapshots of an account and region (CHAP_Limits). */
export const MANUAL_SNAPSHOT_QUOTA = 100;

/**
 * CreateDBSnapshot. Instances here copy their tags to their snapshots, but for those that are given tags of their own
 * (USER_Tagging).
 *
 * @throws AwsError
 */
export function createDbSnapshot(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const identifier = parameters.required("DBSnapshotIdentifier").toLowerCase();
  checkIdentifier("DBSnapshotIdentifier", identifier, 255);
  const instance = findInstance(world, parameters.required("DBInstanceIdentifier"));
  if (isBackingUp(world, instance))
    throw new AwsError(
      "InvalidDBInstanceState",
      `Cannot create a snapshot because the database instance ${instance.identifier} is not currently in the available state.`,
    );
  checkQuota(world);
  const tags = givenTags(parameters) ?? instance.tags;
  const snapshot = beginSnapshot(world, instance, { identifier, type: "manual", tags });
  return { DBSnapshot: begunSnapshotXml(world, snapshot) };
}

function checkQuota(world: RdsWorld): void {
  const manual = [...world.snapshots.values()].filter(({ type }) => type === "manual");
  if (manual.length >= MANUAL_SNAPSHOT_QUOTA)
    throw new AwsError(
      "SnapshotQuotaExceeded",
      `The request cannot be processed because it would exceed the maximum number of snapshots: ${MANUAL_SNAPSHOT_QUOTA} manual ones.`,
    );
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
  // Its tags may have been changed meanwhile.
  const current = world.snapshots.get(snapshot.identifier) ?? snapshot;
  if (copied.kind === "failed") {
    world.saveSnapshot({ ...current, status: "failed" });
    throw new Error(`The snapshot ${snapshot.identifier} could not be made.`, { cause: copied.error });
  }
  const available = world.saveSnapshot({ ...current, status: "available", percentProgress: 100 });
  const created =
    snapshot.type === "automated" ? snapshotEvent.automatedCreated : snapshotEvent.manualCreated;
  emitSnapshotEvent(world, available, created);
  emitInstanceEvent(world, instance, instanceEvent.backupFinished);
}

/** DeleteDBSnapshot: the copy stays until the exports that read it have ended. @throws AwsError */
export function deleteDbSnapshot(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const snapshot = findSnapshot(world, parameters.required("DBSnapshotIdentifier"));
  if (snapshot.type === "automated")
    throw new AwsError(
      "InvalidDBSnapshotState",
      `Only manual snapshots may be deleted: ${snapshot.identifier} is an automated one.`,
    );
  if (snapshot.status === "creating")
    throw new AwsError(
      "InvalidDBSnapshotState",
      `Cannot delete the snapshot ${snapshot.identifier} because it is not currently in the available or failed state.`,
    );
  world.snapshots.delete(snapshot.identifier);
  emitSnapshotEvent(world, snapshot, snapshotEvent.deleted);
  world.timers.background(async () => {
    while (runningExportsOf(world, snapshot.key).length > 0) await world.timers.wait(10);
    await world.surroundings.storage.drop(snapshot.key);
  });
  return { DBSnapshot: { ...snapshotXml(world, snapshot), Status: "deleted" } };
}
