import {
  paginateDescribeDBSnapshots,
  RDSClient,
  StartExportTaskCommand,
  type DBSnapshot,
  type DescribeDBSnapshotsMessage,
} from "@aws-sdk/client-rds";
import { clientConfiguration, type AwsAccess } from "../shared/aws-clients";
import { snapshotName } from "../shared/landing-date";
import { AwsCallError, awsCall } from "../shared/aws-failure";
import { findExportTask, listExportTasks } from "../shared/rds-export-tasks";
import { RUNNING_STATES } from "./decide";
import type { ExportEnvironment } from "./environment";
import type { ExportRds } from "./ports";
import type { Snapshot } from "./snapshot";

/** RDS behind the {@link ExportRds} port. */
export function exportRds(access: AwsAccess, environment: ExportEnvironment): ExportRds {
  const client = new RDSClient(
    clientConfiguration(access, { maxSockets: 16, timeoutSeconds: 30, maxAttempts: 4 }),
  );
  return {
    async snapshotsOf(instance) {
      return await ofBothKinds((type) => listSnapshots(client, { DBInstanceIdentifier: instance, ...type }));
    },
    async findSnapshot(arn) {
      const name = snapshotName(arn);
      const found = await listSnapshots(client, { DBSnapshotIdentifier: name, ...typeOf(name) });
      return found.find((snapshot) => snapshot.arn === arn);
    },
    exportTasksOf: (arn) => listExportTasks(client, "source-arn", [arn]),
    findExportTask: (id) => findExportTask(client, id),
    async runningTasks() {
      const filter = [...RUNNING_STATES].map((state) => state.toLowerCase());
      const tasks = await listExportTasks(client, "status", filter);
      // Counted by state here too: a filter that RDS does not know must not make the account look full.
      return tasks.filter((task) => RUNNING_STATES.has(task.status)).map(({ id }) => id);
    },
    async snapshotsSince(instances, since) {
      const names = new Set(instances.map((name) => name.toLowerCase()));
      // An account keeps many more snapshots than these: only what is asked for is held.
      const isMeant = ({ instance, createTime }: Snapshot): boolean =>
        names.has(instance.toLowerCase()) && (createTime === undefined || createTime >= since);
      return await ofBothKinds((type) => listSnapshots(client, type, isMeant));
    },
    exportTasks: () => listExportTasks(client, "s3-bucket", [environment.S3_BUCKET_NAME]),
    startExport: (taskId, snapshot) => startExport(client, environment, taskId, snapshot),
  };
}

type TypeOfSnapshot = Pick<DescribeDBSnapshotsMessage, "SnapshotType">;

/** Without a type RDS lists automated and manual snapshots; those of AWS Backup have to be asked for. */
async function ofBothKinds(
  list: (type: TypeOfSnapshot) => Promise<readonly Snapshot[]>,
): Promise<readonly Snapshot[]> {
  const [own, backups] = await Promise.all([list({}), list({ SnapshotType: "awsbackup" })]);
  return [...new Map([...own, ...backups].map((snapshot) => [snapshot.arn, snapshot])).values()];
}

/** API_DescribeDBSnapshots wants the type along with the identifier of an automated snapshot. */
function typeOf(name: string): TypeOfSnapshot {
  if (name.startsWith("rds:")) return { SnapshotType: "automated" };
  return name.startsWith("awsbackup:") ? { SnapshotType: "awsbackup" } : {};
}

async function listSnapshots(
  client: RDSClient,
  request: DescribeDBSnapshotsMessage,
  isMeant: (snapshot: Snapshot) => boolean = () => true,
): Promise<readonly Snapshot[]> {
  const target = request.DBSnapshotIdentifier ?? request.DBInstanceIdentifier ?? "every snapshot";
  try {
    return await awsCall("rds:DescribeDBSnapshots", target, async () => {
      const snapshots: Snapshot[] = [];
      for await (const page of paginateDescribeDBSnapshots({ client, pageSize: 100 }, request))
        snapshots.push(...(page.DBSnapshots ?? []).map(snapshotOf).filter(isMeant));
      return snapshots;
    });
  } catch (error) {
    if (error instanceof AwsCallError && /^DB(Snapshot|Instance)NotFound$/.test(error.code)) return [];
    throw error;
  }
}

function snapshotOf(snapshot: DBSnapshot): Snapshot {
  const { DBSnapshotArn: arn, DBSnapshotIdentifier: name, DBInstanceIdentifier: instance, Status } = snapshot;
  if (arn === undefined || name === undefined || instance === undefined || Status === undefined)
    throw new Error(
      `rds:DescribeDBSnapshots answered with a snapshot without ARN, identifier, instance or status: ${JSON.stringify(snapshot)}`,
    );
  return {
    arn,
    name,
    instance,
    status: Status.toLowerCase(),
    createTime: snapshot.SnapshotCreateTime,
    isCopy: isCopy(snapshot),
    tags: new Map((snapshot.TagList ?? []).map(({ Key, Value }) => [Key ?? "", Value ?? ""])),
  };
}

/** RDS names a copy's source only when it is in another region or account; but a copy keeps the original's time. */
function isCopy({
  SourceDBSnapshotIdentifier: source,
  OriginalSnapshotCreateTime: original,
  SnapshotCreateTime: created,
}: DBSnapshot): boolean {
  if (source !== undefined && source !== "") return true;
  return (
    original !== undefined &&
    created !== undefined &&
    created.getTime() - original.getTime() > COPY_MILLISECONDS
  );
}

/** Of a snapshot that is none, both times are the same, or nearly so. */
const COPY_MILLISECONDS = 60_000;

async function startExport(
  client: RDSClient,
  environment: ExportEnvironment,
  taskId: string,
  snapshot: Snapshot,
): Promise<"started" | "id-taken"> {
  try {
    await awsCall("rds:StartExportTask", snapshot.arn, () =>
      client.send(
        new StartExportTaskCommand({
          ExportTaskIdentifier: taskId,
          SourceArn: snapshot.arn,
          S3BucketName: environment.S3_BUCKET_NAME,
          IamRoleArn: environment.IAM_ROLE_ARN,
          KmsKeyId: environment.KMS_KEY_ID,
        }),
      ),
    );
    return "started";
  } catch (error) {
    if (error instanceof AwsCallError && error.code === "ExportTaskAlreadyExists") return "id-taken";
    throw error;
  }
}
