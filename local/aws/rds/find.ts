import { AwsError } from "../aws-error";
import type { Instance, Snapshot } from "./model";
import type { RdsWorld } from "./rds-world";

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
