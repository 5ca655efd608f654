import { RDS_MAX_CONCURRENT_EXPORTS } from "../../../functions/shared/limits";
import { AwsError } from "../aws-error";
import type { QueryParameters } from "../protocols/query-protocol";
import type { XmlElements } from "../xml";
import type { ExportRunner } from "./export-runner";
import { filterOf } from "./filters";
import type { ExportTask, Snapshot } from "./model";
import { page } from "./paging";
import { checkExportTaskIdentifier, exportPrefix } from "./rds-identifiers";
import type { RdsWorld } from "./rds-world";
import { exportTaskXml, listXml } from "./render";
import { isRunning, runningExportsOf } from "./running-exports";

/** StartExportTask. @throws AwsError */
export function startExportTask(
  world: RdsWorld,
  runner: ExportRunner,
  parameters: QueryParameters,
): XmlElements {
  const given = {
    identifier: parameters.required("ExportTaskIdentifier"),
    sourceArn: parameters.required("SourceArn"),
    bucket: parameters.required("S3BucketName"),
    iamRoleArn: parameters.required("IamRoleArn"),
    kmsKeyId: parameters.required("KmsKeyId"),
    prefix: exportPrefix(parameters.optional("S3Prefix") ?? ""),
    exportOnly: parameters.list("ExportOnly"),
  };
  checkExportTaskIdentifier(given.identifier);
  checkIdentifierUnused(world, given.identifier);
  const snapshot = exportableSnapshot(world, given.sourceArn);
  checkTarget(world, given);
  checkExportOnly(given.exportOnly);
  checkQuota(world);
  const task = world.saveTask({
    ...given,
    kmsKeyId: world.arns.kmsKey(given.kmsKeyId),
    snapshotKey: snapshot.key,
    snapshotTime: snapshot.createTime,
    status: "STARTING",
    percentProgress: 0,
    totalExtractedDataInGB: 0,
  });
  runner.start(task, snapshot);
  return exportTaskXml(task);
}

/** DescribeExportTasks. @throws AwsError */
export function describeExportTasks(world: RdsWorld, parameters: QueryParameters): XmlElements {
  const identifier = parameters.optional("ExportTaskIdentifier");
  if (identifier !== undefined) findTask(world, identifier);
  const sourceArn = parameters.optional("SourceArn");
  const sourceType = parameters.optional("SourceType");
  const passes = filterOf<ExportTask>(parameters, {
    "export-task-identifier": (task) => [task.identifier],
    "s3-bucket": (task) => [task.bucket],
    "source-arn": (task) => [task.sourceArn],
    status: (task) => [task.status.toLowerCase()],
  });
  const matching = [...world.tasks.values()]
    .filter((task) => identifier === undefined || task.identifier === identifier)
    .filter((task) => sourceArn === undefined || task.sourceArn === sourceArn)
    .filter((task) => (sourceType === undefined || sourceType === "SNAPSHOT") && passes(task))
    .sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  const { items, marker } = page(matching, (task) => task.identifier, parameters);
  return { ExportTasks: listXml("ExportTask", items.map(exportTaskXml)), Marker: marker };
}

/** CancelExportTask: what was written already stays. @throws AwsError */
export function cancelExportTask(
  world: RdsWorld,
  runner: ExportRunner,
  parameters: QueryParameters,
): XmlElements {
  const task = findTask(world, parameters.required("ExportTaskIdentifier"));
  if (task.status !== "STARTING" && task.status !== "IN_PROGRESS")
    throw new AwsError(
      "InvalidExportTaskStateFault",
      `You can't cancel the export task ${task.identifier}: its status is ${task.status}.`,
    );
  const canceling = world.saveTask({ ...task, status: "CANCELING" });
  runner.cancel(task.identifier);
  return exportTaskXml(canceling);
}

function findTask(world: RdsWorld, identifier: string): ExportTask {
  const task = world.tasks.get(identifier);
  if (task === undefined)
    throw new AwsError("ExportTaskNotFound", `The export task ${identifier} doesn't exist.`, 404);
  return task;
}

function checkIdentifierUnused(world: RdsWorld, identifier: string): void {
  if (world.tasks.has(identifier))
    throw new AwsError("ExportTaskAlreadyExists", `An export task with the ID ${identifier} already exists.`);
}

function exportableSnapshot(world: RdsWorld, sourceArn: string): Snapshot {
  if (!/^arn:[^:]+:rds:[^:]+:\d{12}:snapshot:.+$/.test(sourceArn))
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid SourceArn ${sourceArn}: expected the ARN of a DB snapshot.`,
    );
  const snapshot = [...world.snapshots.values()].find((item) => item.arn === sourceArn);
  if (snapshot === undefined)
    throw new AwsError("DBSnapshotNotFound", `DBSnapshot ${sourceArn} not found.`, 404);
  if (snapshot.status !== "available")
    throw new AwsError(
      "InvalidExportSourceState",
      `The export source ${sourceArn} should be in the available state; it is ${snapshot.status}.`,
    );
  const other = runningExportsOf(world, snapshot.key)[0];
  if (other !== undefined)
    throw new AwsError(
      "InvalidExportSourceState",
      `The export source ${sourceArn} is being exported by the task ${other.identifier}; wait until that task has ended.`,
    );
  return snapshot;
}

type Target = Pick<ExportTask, "bucket" | "iamRoleArn" | "kmsKeyId">;

function checkTarget(world: RdsWorld, { bucket, iamRoleArn, kmsKeyId }: Target): void {
  if (!world.surroundings.bucketExists(bucket))
    throw new AwsError(
      "InvalidS3BucketFault",
      `The specified Amazon S3 bucket name ${bucket} can't be found or Amazon RDS isn't authorized to access it.`,
    );
  const isRole = /^arn:[^:]+:iam::\d{12}:role\/.+$/.test(iamRoleArn);
  if (!isRole || world.knownRoles?.has(iamRoleArn) === false)
    throw new AwsError("IamRoleNotFound", `The IAM role ${iamRoleArn} is missing in the account.`, 404);
  const keys = world.knownKeys;
  const forms = [kmsKeyId, world.arns.kmsKey(kmsKeyId), kmsKeyId.replace(/^arn:.*:(?:key\/)?/, "")];
  if (keys !== undefined && !forms.some((form) => keys.has(form)))
    throw new AwsError("KMSKeyNotAccessibleFault", `The KMS key ${kmsKeyId} can't be accessed.`);
}

/** `database`, `database.schema` or `database.schema.table`, at most 200 KB together (API_StartExportTask). */
function checkExportOnly(exportOnly: readonly string[]): void {
  const wrong = exportOnly.find((item) => !/^[A-Za-z0-9$_]+(\.[A-Za-z0-9$_]+){0,2}$/.test(item));
  if (wrong !== undefined || exportOnly.join("").length > 200 * 1024)
    throw new AwsError(
      "InvalidExportOnly",
      `The export is invalid: ${wrong ?? "the list is longer than 200 KB"}.`,
    );
}

/** The fault is in no model of RDS; name and text are the service's own. */
function checkQuota(world: RdsWorld): void {
  const running = [...world.tasks.values()].filter((task) => isRunning(task.status));
  if (running.length >= RDS_MAX_CONCURRENT_EXPORTS)
    throw new AwsError(
      "ExportTaskLimitReachedFault",
      `You have reached the limit of ${RDS_MAX_CONCURRENT_EXPORTS} concurrent export tasks`,
    );
}
