import {
  CancelExportTaskCommand,
  DeleteDBSnapshotCommand,
  DescribeDBSnapshotsCommand,
  DescribeExportTasksCommand,
  StartExportTaskCommand,
  type DescribeExportTasksCommandInput,
  type StartExportTaskCommandInput,
} from "@aws-sdk/client-rds";
import { HeadObjectCommand } from "@aws-sdk/client-s3";
import type { ExportTask } from "../../../../local/aws/rds/model";
import type { SnapshotExporter, SnapshotExportRequest } from "../../../../local/rds/snapshot-exporter";
import {
  accountId,
  errorName,
  errorOf,
  eventually,
  oneFileExporter,
  recordingStorage,
  startWorld,
  type World,
  type WorldOptions,
} from "../local-world";

const role = `arn:aws:iam::${accountId}:role/rds-snapshot-export-service`;
const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

/** A world with an available snapshot `s1` of `housing`, and a bucket. */
async function worldWithSnapshot(options: WorldOptions = {}): Promise<World> {
  const world = await startWorld(options);
  worlds.push(world);
  world.aws.rds.createInstance("housing");
  world.aws.buckets.create("exports");
  await world.aws.rds.snapshotAvailable(world.aws.rds.createSnapshot("housing", "s1").arn);
  return world;
}

function start(world: World, given: Partial<StartExportTaskCommandInput> = {}) {
  return world.rds.send(
    new StartExportTaskCommand({
      ExportTaskIdentifier: "t1",
      SourceArn: `arn:aws:rds:eu-west-2:${accountId}:snapshot:s1`,
      S3BucketName: "exports",
      IamRoleArn: role,
      KmsKeyId: "1234abcd",
      ...given,
    }),
  );
}

function ended(world: World, identifier = "t1"): Promise<ExportTask> {
  return eventually(() =>
    world.aws.rds.exportTasks.find((task) => task.identifier === identifier && task.endTime !== undefined),
  );
}

const endless: SnapshotExporter = {
  export: ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        reject(new Error("aborted"));
      });
    }),
};

describe("an export task", () => {
  it("moves from STARTING through IN_PROGRESS to COMPLETE, in world time", async () => {
    const world = await worldWithSnapshot();
    const statuses: string[] = [];
    world.aws.rds.onTask((task) => statuses.push(`${task.status} ${task.percentProgress}`));
    expect(await start(world)).toMatchObject({
      Status: "STARTING",
      SourceType: "SNAPSHOT",
      PercentProgress: 0,
    });
    await ended(world);
    expect(statuses).toEqual(["STARTING 0", "IN_PROGRESS 0", "IN_PROGRESS 50", "COMPLETE 100"]);
    const described = await world.rds.send(new DescribeExportTasksCommand({ ExportTaskIdentifier: "t1" }));
    const task = described.ExportTasks?.[0];
    const snapshots = await world.rds.send(new DescribeDBSnapshotsCommand({}));
    expect(task).toMatchObject({
      TotalExtractedDataInGB: 3,
      KmsKeyId: `arn:aws:kms:eu-west-2:${accountId}:key/1234abcd`,
      SnapshotTime: snapshots.DBSnapshots?.[0]?.SnapshotCreateTime,
    });
    expect(Number(task?.TaskEndTime) - Number(task?.TaskStartTime)).toBeGreaterThan(0);
  });

  it("hands the exporter what it needs, with the prefix as RDS cleans it", async () => {
    const requests: SnapshotExportRequest[] = [];
    const exporter: SnapshotExporter = {
      export: (request) => {
        requests.push(request);
        return oneFileExporter.export(request);
      },
    };
    const world = await worldWithSnapshot({ exporter });
    await start(world, { S3Prefix: 'my "data"/', ExportOnly: ["db.public", "db.other.t"] });
    await ended(world);
    expect(requests[0]).toMatchObject({
      snapshotKey: world.aws.rds.snapshots[0]?.key,
      exportTaskIdentifier: "t1",
      bucket: "exports",
      prefix: "my__data_",
      iamRoleArn: role,
      exportOnly: ["db.public", "db.other.t"],
    });
    expect(world.aws.buckets.objects("exports", "my__data_/t1/")).toHaveLength(1);
  });

  it("writes its files through the S3 endpoint as the task's role, encrypted with the task's key", async () => {
    const world = await worldWithSnapshot();
    await start(world);
    await ended(world);
    expect(world.aws.calls.find((call) => call.operation === "PutObject")).toMatchObject({
      caller: { principal: role, accountId },
      resource: "arn:aws:s3:::exports/t1/db/public.t/1/part-00000.gz.parquet",
      status: 200,
    });
    const head = await world.s3.send(
      new HeadObjectCommand({ Bucket: "exports", Key: "t1/db/public.t/1/part-00000.gz.parquet" }),
    );
    expect(head).toMatchObject({
      ServerSideEncryption: "aws:kms",
      SSEKMSKeyId: `arn:aws:kms:eu-west-2:${accountId}:key/1234abcd`,
    });
  });

  it("keeps the exporter's warning", async () => {
    const warningMessage = '{"skippedTables":["db.public.x"],"skippedObjectives":[],"general":[]}';
    const world = await worldWithSnapshot({
      exporter: { export: () => Promise.resolve({ extractedBytes: 1, warningMessage }) },
    });
    await start(world);
    expect(await ended(world)).toMatchObject({ status: "COMPLETE", warningMessage });
  });

  it("fails with the exporter's reason, or with the one that was asked for", async () => {
    const world = await worldWithSnapshot({
      exporter: { export: () => Promise.reject(new Error("row too large")) },
    });
    await start(world);
    expect(await ended(world)).toMatchObject({ status: "FAILED", failureCause: "row too large" });
    const undo = world.aws.rds.injectExportFault(() => ({
      kind: "fail",
      cause: "An unknown internal error occurred.",
    }));
    await start(world, { ExportTaskIdentifier: "t2" });
    expect(await ended(world, "t2")).toMatchObject({ failureCause: "An unknown internal error occurred." });
    undo();
    await start(world, { ExportTaskIdentifier: "t3" });
    expect(await ended(world, "t3")).toMatchObject({ failureCause: "row too large" });
  });

  it("is cancelled while it starts and while it runs, and not afterwards", async () => {
    const world = await worldWithSnapshot({ exporter: endless });
    const cancel = () => world.rds.send(new CancelExportTaskCommand({ ExportTaskIdentifier: "t1" }));
    await start(world);
    await eventually(() => (world.aws.rds.exportTasks[0]?.status === "IN_PROGRESS" ? true : undefined));
    expect(await cancel()).toMatchObject({ Status: "CANCELING" });
    expect(await ended(world)).toMatchObject({ status: "CANCELED" });
    expect(await errorName(cancel())).toBe("InvalidExportTaskStateFault");
  });

  it("keeps the copy of a snapshot that is deleted meanwhile until it has ended", async () => {
    const storage = recordingStorage();
    const world = await worldWithSnapshot({ exporter: endless, storage });
    await start(world);
    await world.rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "s1" }));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(storage.log.filter((line) => line.startsWith("drop"))).toEqual([]);
    await world.rds.send(new CancelExportTaskCommand({ ExportTaskIdentifier: "t1" }));
    await eventually(() => storage.log.find((line) => line.startsWith("drop")));
  });
});

describe("StartExportTask refuses", () => {
  const tooLong = `a${"b".repeat(60)}`;
  it.each([
    ["an identifier with a colon", { ExportTaskIdentifier: "rds:s1" }, "InvalidParameterValue"],
    ["an identifier that ends with a hyphen", { ExportTaskIdentifier: "a-" }, "InvalidParameterValue"],
    ["two hyphens in a row", { ExportTaskIdentifier: "a--b" }, "InvalidParameterValue"],
    ["an identifier that begins with a digit", { ExportTaskIdentifier: "1a" }, "InvalidParameterValue"],
    ["an identifier of 61 characters", { ExportTaskIdentifier: tooLong }, "InvalidParameterValue"],
    ["a prefix with a colon", { S3Prefix: "a:b" }, "InvalidParameterValue"],
    ["no role", { IamRoleArn: "" }, "MissingParameter"],
    ["what is no snapshot", { SourceArn: "s1" }, "InvalidParameterValue"],
    [
      "an unknown snapshot",
      { SourceArn: `arn:aws:rds:eu-west-2:${accountId}:snapshot:gone` },
      "DBSnapshotNotFoundFault",
    ],
    ["a bucket that does not exist", { S3BucketName: "nowhere" }, "InvalidS3BucketFault"],
    ["an unknown role", { IamRoleArn: `${role}-2` }, "IamRoleNotFoundFault"],
    ["an unknown key", { KmsKeyId: "other" }, "KMSKeyNotAccessibleFault"],
    [
      "a table name with a space in ExportOnly",
      { ExportOnly: ["db.public.my table"] },
      "InvalidExportOnlyFault",
    ],
  ])("%s", async (_, given, name) => {
    const world = await worldWithSnapshot();
    world.aws.rds.knowRoles([role]);
    world.aws.rds.knowKeys([`arn:aws:kms:eu-west-2:${accountId}:key/1234abcd`]);
    expect(await errorName(start(world, given))).toBe(name);
    expect(world.aws.rds.exportTasks).toEqual([]);
  });

  it("the words of RDS for an illegal identifier", async () => {
    const world = await worldWithSnapshot();
    expect((await errorOf(start(world, { ExportTaskIdentifier: "a--b" }))).message).toBe(
      "The parameter ExportTaskIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.",
    );
  });

  it("an identifier that was ever used, even by a task that failed", async () => {
    const world = await worldWithSnapshot();
    world.aws.rds.injectExportFault(() => ({ kind: "fail", cause: "failed" }));
    await start(world);
    await ended(world);
    expect(await errorName(start(world))).toBe("ExportTaskAlreadyExistsFault");
    await start(world, { ExportTaskIdentifier: "t1-r2" });
  });

  it("a snapshot that is not available yet, or is being exported", async () => {
    // A snapshot takes a second of this machine's: time enough to ask while it is being made.
    const world = await worldWithSnapshot({ exporter: endless, factor: 180 });
    const { arn } = world.aws.rds.createSnapshot("housing", "s2");
    expect(await errorName(start(world, { SourceArn: arn }))).toBe("InvalidExportSourceStateFault");
    await start(world);
    const error = await errorOf(start(world, { ExportTaskIdentifier: "t2" }));
    expect(error).toMatchObject({
      name: "InvalidExportSourceStateFault",
      message: expect.stringContaining("t1"),
    });
  });

  it("a sixth task at once, with the unmodelled fault of RDS", async () => {
    const world = await worldWithSnapshot();
    const release = world.aws.rds.occupyExportSlots(5);
    const listed = await world.rds.send(
      new DescribeExportTasksCommand({ Filters: [{ Name: "status", Values: ["in_progress"] }] }),
    );
    expect(listed.ExportTasks).toHaveLength(5);
    expect(await errorOf(start(world))).toMatchObject({
      name: "ExportTaskLimitReachedFault",
      message: "You have reached the limit of 5 concurrent export tasks",
      $metadata: { httpStatusCode: 400 },
    });
    release();
    await start(world);
  });
});

describe("DescribeExportTasks", () => {
  it("filters by source, bucket, identifier and lower-case status, and pages", async () => {
    const world = await worldWithSnapshot();
    world.aws.rds.occupyExportSlots(25)();
    await start(world);
    await ended(world);
    const find = async (given: DescribeExportTasksCommandInput) =>
      (await world.rds.send(new DescribeExportTasksCommand(given))).ExportTasks?.map(
        (task) => task.ExportTaskIdentifier,
      );
    expect(await find({ SourceArn: world.aws.rds.snapshots[0]?.arn ?? "" })).toEqual(["t1"]);
    expect(await find({ Filters: [{ Name: "s3-bucket", Values: ["exports"] }] })).toEqual(["t1"]);
    expect(await find({ Filters: [{ Name: "status", Values: ["complete"] }] })).toHaveLength(26);
    expect(await find({ Filters: [{ Name: "status", Values: ["COMPLETE"] }] })).toEqual([]);
    expect(await find({ SourceType: "CLUSTER" })).toEqual([]);
    const first = await world.rds.send(new DescribeExportTasksCommand({ MaxRecords: 20 }));
    expect(first.ExportTasks).toHaveLength(20);
    expect(await find({ MaxRecords: 20, Marker: first.Marker ?? "" })).toHaveLength(6);
  });

  it("names unknown tasks and markers as errors", async () => {
    const world = await worldWithSnapshot();
    const describeTasks = (given: DescribeExportTasksCommandInput) =>
      errorName(world.rds.send(new DescribeExportTasksCommand(given)));
    expect(await describeTasks({ ExportTaskIdentifier: "gone" })).toBe("ExportTaskNotFoundFault");
    expect(await describeTasks({ Marker: "nonsense" })).toBe("InvalidParameterValue");
  });
});
