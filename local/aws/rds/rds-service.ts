import { AwsError } from "../aws-error";
import {
  queryAnswer,
  queryError,
  queryDenial,
  queryRefusal,
  readQuery,
  type QueryParameters,
} from "../protocols/query-protocol";
import type { Service } from "../service";
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

const NAMESPACE = "http://rds.amazonaws.com/doc/2014-10-31/";

interface Action {
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

const actions = new Map<string, Action>([
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

/** RDS on the wire: the Query protocol of 2014-10-31. */
export function rdsService(world: RdsWorld, runner: ExportRunner): Service {
  return {
    async understand(request) {
      const { action: name, parameters } = await readQuery(request);
      const action = actions.get(name);
      if (action === undefined)
        throw new AwsError("InvalidAction", `Could not find operation ${name} for version 2014-10-31`);
      return {
        name,
        resource: action.resource(world.arns, parameters),
        needs: () => [],
        run: async ({ requestId }) =>
          queryAnswer(NAMESPACE, name, requestId, await action.run(world, runner, parameters)),
      };
    },
    renderError: (error, requestId) => queryError(NAMESPACE, error, requestId),
    denial: queryDenial,
    refusal: queryRefusal,
  };
}
