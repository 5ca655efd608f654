import {
  CreateDBSnapshotCommand,
  DescribeAccountAttributesCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  paginateDescribeEventSubscriptions,
  paginateDescribeExportTasks,
  type DBSnapshot,
  type EventSubscription,
  type RDSClient,
} from "@aws-sdk/client-rds";
import { AwsCallError, awsCall } from "../../../../functions/shared/aws-failure";
import { exportTaskOf } from "../../../../functions/shared/export-task";
import { listExportTasks } from "../../../../functions/shared/rds-export-tasks";
import type { FollowedTask, TakenSnapshot } from "../decide/facts";

/** RDS as the command needs it; every method throws AwsCallError. */
export interface SandboxRds {
  /** @returns undefined when there is no such instance */
  instanceStatus(instance: string): Promise<string | undefined>;
  /** @returns undefined when there is no such snapshot */
  findSnapshot(identifier: string): Promise<TakenSnapshot | undefined>;
  takeSnapshot(instance: string, identifier: string): Promise<TakenSnapshot>;
  exportTasksOf(snapshotArn: string): Promise<readonly FollowedTask[]>;
  subscriptions(): Promise<readonly EventSubscription[]>;
  snapshotQuota(): Promise<{ readonly used: number; readonly max: number } | undefined>;
  runningExports(): Promise<number>;
}

/** Tells the snapshots of this command from others; those of the sandbox are found by their instance. */
const TAGS = [{ Key: "CreatedBy", Value: "sandbox:snapshot" }];

export function sandboxRds(client: RDSClient, abortSignal: AbortSignal): SandboxRds {
  const options = { abortSignal };
  return {
    async instanceStatus(instance) {
      const command = new DescribeDBInstancesCommand({ DBInstanceIdentifier: instance });
      const answer = await unlessMissing("DBInstanceNotFound", () =>
        awsCall("rds:DescribeDBInstances", instance, () => client.send(command, options)),
      );
      return answer?.DBInstances?.[0]?.DBInstanceStatus;
    },
    async findSnapshot(identifier) {
      const command = new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: identifier });
      const answer = await unlessMissing("DBSnapshotNotFound", () =>
        awsCall("rds:DescribeDBSnapshots", identifier, () => client.send(command, options)),
      );
      const [snapshot] = answer?.DBSnapshots ?? [];
      return snapshot === undefined ? undefined : takenSnapshot(snapshot);
    },
    async takeSnapshot(instance, identifier) {
      const input = { DBInstanceIdentifier: instance, DBSnapshotIdentifier: identifier, Tags: TAGS };
      const answer = await awsCall("rds:CreateDBSnapshot", `${identifier} of ${instance}`, () =>
        client.send(new CreateDBSnapshotCommand(input), options),
      );
      return takenSnapshot(answer.DBSnapshot ?? {});
    },
    async exportTasksOf(snapshotArn) {
      const pages = paginateDescribeExportTasks(
        { client, pageSize: 100 },
        { SourceArn: snapshotArn },
        options,
      );
      return awsCall("rds:DescribeExportTasks", snapshotArn, async () => {
        const tasks: FollowedTask[] = [];
        for await (const { ExportTasks = [] } of pages)
          tasks.push(
            ...ExportTasks.map((task) => ({
              ...exportTaskOf(task),
              extractedGB: task.TotalExtractedDataInGB,
            })),
          );
        return tasks;
      });
    },
    async subscriptions() {
      const pages = paginateDescribeEventSubscriptions({ client, pageSize: 100 }, {}, options);
      return awsCall("rds:DescribeEventSubscriptions", "every subscription", async () => {
        const found: EventSubscription[] = [];
        for await (const { EventSubscriptionsList = [] } of pages) found.push(...EventSubscriptionsList);
        return found;
      });
    },
    async snapshotQuota() {
      const { AccountQuotas = [] } = await awsCall("rds:DescribeAccountAttributes", "the account", () =>
        client.send(new DescribeAccountAttributesCommand({}), options),
      );
      const quota = AccountQuotas.find(({ AccountQuotaName }) => AccountQuotaName === "ManualSnapshots");
      if (quota?.Used === undefined || quota.Max === undefined) return undefined;
      return { used: quota.Used, max: quota.Max };
    },
    async runningExports() {
      return (await listExportTasks(client, "status", ["starting", "in_progress"])).length;
    },
  };
}

/** @throws Error when RDS leaves out what makes a snapshot */
function takenSnapshot(snapshot: DBSnapshot): TakenSnapshot {
  const { DBSnapshotIdentifier: identifier, DBSnapshotArn: arn, Status: status } = snapshot;
  const { DBInstanceIdentifier: instance } = snapshot;
  if (identifier === undefined || arn === undefined || instance === undefined || status === undefined)
    throw new Error(
      `RDS answered with a snapshot without identifier, ARN, instance or status: ${JSON.stringify(snapshot)}`,
    );
  return {
    identifier,
    arn,
    instance,
    status,
    percent: snapshot.PercentProgress,
    createTime: snapshot.SnapshotCreateTime,
  };
}

async function unlessMissing<T>(code: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AwsCallError && error.code === code) return undefined;
    throw error;
  }
}
