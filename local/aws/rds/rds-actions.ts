import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import { describeAccountAttributes } from "./account-attributes";
import { describeDbSnapshots } from "./describe-snapshots";
import {
  createEventSubscription,
  deleteEventSubscription,
  describeEventSubscriptions,
} from "./event-subscriptions";
import type { ExportRunner } from "./export-runner";
import { cancelExportTask, describeExportTasks, startExportTask } from "./export-tasks";
import { describeEventCategories } from "./event-categories";
import { describeEvents } from "./events";
import { describeDbInstances } from "./instances";
import type { RdsArns } from "./rds-arns";
import type { RdsWorld } from "./rds-world";
import { describeDbSnapshotAttributes } from "./snapshot-attributes";
import { createDbSnapshot, deleteDbSnapshot } from "./snapshots";
import { addTagsToResource, listTagsForResource, removeTagsFromResource } from "./tagging";

/** undefined for operations that answer nothing but that they are done. */
type Result = XmlElements | undefined;

/** One operation of RDS's API. */
export interface Action {
  /** ARN of what the call is about. */
  resource(arns: RdsArns, parameters: QueryParameters): string;
  run(world: RdsWorld, runner: ExportRunner, parameters: QueryParameters): Result | Promise<Result>;
}

const about = {
  instance: (arns: RdsArns, given: QueryParameters) =>
    arns.instance(given.optional("DBInstanceIdentifier")?.toLowerCase() ?? "*"),
  snapshot: (arns: RdsArns, given: QueryParameters) =>
    arns.snapshot(given.optional("DBSnapshotIdentifier")?.toLowerCase() ?? "*"),
  source: (_: RdsArns, given: QueryParameters) => given.optional("SourceArn") ?? "",
  tagged: (_: RdsArns, given: QueryParameters) => given.optional("ResourceName") ?? "",
  nothing: () => "",
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
  [
    "DescribeDBSnapshotAttributes",
    { resource: about.snapshot, run: (world, _, given) => describeDbSnapshotAttributes(world, given) },
  ],
  [
    "AddTagsToResource",
    { resource: about.tagged, run: (world, _, given) => addTagsToResource(world, given) },
  ],
  [
    "ListTagsForResource",
    { resource: about.tagged, run: (world, _, given) => listTagsForResource(world, given) },
  ],
  [
    "RemoveTagsFromResource",
    { resource: about.tagged, run: (world, _, given) => removeTagsFromResource(world, given) },
  ],
  [
    "DescribeAccountAttributes",
    { resource: about.nothing, run: (world) => describeAccountAttributes(world) },
  ],
  ["DescribeEvents", { resource: about.nothing, run: (world, _, given) => describeEvents(world, given) }],
  [
    "DescribeEventCategories",
    { resource: about.nothing, run: (_, __, given) => describeEventCategories(given) },
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
