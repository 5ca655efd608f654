import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import {
  createEventSubscription,
  deleteEventSubscription,
  describeEventSubscriptions,
} from "./event-subscriptions";
import type { ExportRunner } from "./export-runner";
import { cancelExportTask, describeExportTasks, startExportTask } from "./export-tasks";
import { describeDbInstances } from "./instances";
import type { RdsArns } from "./rds-arns";
import type { RdsWorld } from "./rds-world";
import { createDbSnapshot, deleteDbSnapshot, describeDbSnapshots } from "./snapshots";

/** One operation of RDS's API. */
export interface Action {
  /** ARN of what the call is about. */
  resource(arns: RdsArns, parameters: QueryParameters): string;
  run(world: RdsWorld, runner: ExportRunner, parameters: QueryParameters): XmlElements | Promise<XmlElements>;
}

const about = {
  instance: (arns: RdsArns, given: QueryParameters) =>
    arns.instance(given.optional("DBInstanceIdentifier")?.toLowerCase() ?? "*"),
  snapshot: (arns: RdsArns, given: QueryParameters) =>
    arns.snapshot(given.optional("DBSnapshotIdentifier")?.toLowerCase() ?? "*"),
  source: (_: RdsArns, given: QueryParameters) => given.optional("SourceArn") ?? "",
  task: (arns: RdsArns, given: QueryParameters) =>
    arns.exportTask(given.optional("ExportTaskIdentifier") ?? "*"),
  subscription: (arns: RdsArns, given: QueryParameters) =>
    arns.eventSubscription(given.optional("SubscriptionName") ?? "*"),
};

/** The operations that the local RDS has, by their API names. */
export const actions = new Map<string, Action>([
  [
    "DescribeDBInstances",
    { resource: about.instance, run: (world, _, given) => describeDbInstances(world, given) },
  ],
  [
    "DescribeDBSnapshots",
    { resource: about.snapshot, run: (world, _, given) => describeDbSnapshots(world, given) },
  ],
  [
    "CreateDBSnapshot",
    { resource: about.snapshot, run: (world, _, given) => createDbSnapshot(world, given) },
  ],
  [
    "DeleteDBSnapshot",
    { resource: about.snapshot, run: (world, _, given) => deleteDbSnapshot(world, given) },
  ],
  ["StartExportTask", { resource: about.source, run: startExportTask }],
  [
    "DescribeExportTasks",
    { resource: about.task, run: (world, _, given) => describeExportTasks(world, given) },
  ],
  ["CancelExportTask", { resource: about.task, run: cancelExportTask }],
  [
    "CreateEventSubscription",
    { resource: about.subscription, run: (world, _, given) => createEventSubscription(world, given) },
  ],
  [
    "DescribeEventSubscriptions",
    { resource: about.subscription, run: (world, _, given) => describeEventSubscriptions(world, given) },
  ],
  [
    "DeleteEventSubscription",
    { resource: about.subscription, run: (world, _, given) => deleteEventSubscription(world, given) },
  ],
]);
