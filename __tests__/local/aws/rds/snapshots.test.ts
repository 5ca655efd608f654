import {
  CreateDBSnapshotCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  paginateDescribeDBSnapshots,
  waitUntilDBSnapshotAvailable,
  type DescribeDBSnapshotsCommandInput,
} from "@aws-sdk/client-rds";
import { accountId, errorName, eventually, recordingStorage, startWorld, type World } from "../local-world";

const storage = recordingStorage();
/** Lets copies of databases be made; until then a snapshot is being made, however slow the machine is. */
let letCopiesBeMade: () => void;
const copiesAreMade = new Promise<void>((resolve) => {
  letCopiesBeMade = resolve;
});
let world: World;
beforeAll(async () => {
  const create: typeof storage.create = async (...of) => {
    await copiesAreMade;
    await storage.create(...of);
  };
  world = await startWorld({ storage: { ...storage, create } });
  world.aws.rds.createInstance("housing", { engineVersion: "16.4", tags: { team: "housing" } });
  world.aws.rds.createInstance("parking");
});
afterAll(async () => {
  await world.close();
});

async function available(name: string): Promise<void> {
  await waitUntilDBSnapshotAvailable(
    { client: world.rds, maxWaitTime: 10, minDelay: 1, maxDelay: 1 },
    { DBSnapshotIdentifier: name },
  );
}

it("creates a snapshot that is creating first and becomes available when its copy is made", async () => {
  const { DBSnapshot } = await world.rds.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier: "housing", DBSnapshotIdentifier: "Manual-1" }),
  );
  expect(DBSnapshot).toMatchObject({
    DBSnapshotIdentifier: "manual-1",
    Status: "creating",
    SnapshotType: "manual",
    DBSnapshotArn: `arn:aws:rds:eu-west-2:${accountId}:snapshot:manual-1`,
  });
  expect(DBSnapshot?.SnapshotCreateTime).toBeUndefined();
  const backingUp = await world.rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "housing" }));
  letCopiesBeMade();
  expect(backingUp.DBInstances?.[0]?.DBInstanceStatus).toBe("backing-up");
  await available("manual-1");
  const { DBSnapshots } = await world.rds.send(
    new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: "manual-1" }),
  );
  expect(DBSnapshots?.[0]?.SnapshotCreateTime).toEqual(world.aws.rds.snapshots[0]?.createTime);
  expect(storage.log[0]).toBe(`create housing ${world.aws.rds.snapshots[0]?.key ?? ""}`);
});

it("names automated snapshots by instance and minute, in UTC", () => {
  const snapshot = world.aws.rds.createSnapshot("parking", undefined, { automated: true });
  const minute = snapshot.createTime.toISOString().slice(0, 16).replace(/[T:]/g, "-");
  expect(snapshot.identifier).toBe(`rds:parking-${minute}`);
});

it("finds snapshots by instance, name, ARN, type and filter", async () => {
  const snapshot = world.aws.rds.createSnapshot("parking", "found-1");
  const find = async (given: DescribeDBSnapshotsCommandInput) =>
    (await world.rds.send(new DescribeDBSnapshotsCommand(given))).DBSnapshots?.map(
      (item) => item.DBSnapshotIdentifier,
    );
  expect(await find({ DBSnapshotIdentifier: snapshot.arn })).toEqual(["found-1"]);
  expect(await find({ DBInstanceIdentifier: "parking", SnapshotType: "manual" })).toEqual(["found-1"]);
  expect(await find({ DBInstanceIdentifier: "parking", SnapshotType: "automated" })).toHaveLength(1);
  expect(await find({ SnapshotType: "awsbackup" })).toEqual([]);
  expect(await find({ Filters: [{ Name: "db-snapshot-id", Values: ["found-1", "none"] }] })).toEqual([
    "found-1",
  ]);
  expect(await find({ DBInstanceIdentifier: "gone" })).toEqual([]);
  expect(await errorName(find({ Filters: [{ Name: "colour", Values: ["red"] }] }))).toBe(
    "InvalidParameterValue",
  );
});

it("pages through many snapshots", async () => {
  for (let index = 0; index < 45; index += 1)
    world.aws.rds.createSnapshot("housing", `page-${String(index).padStart(2, "0")}`);
  const pages: number[] = [];
  const seen = new Set<string | undefined>();
  for await (const { DBSnapshots = [] } of paginateDescribeDBSnapshots(
    { client: world.rds, pageSize: 20 },
    { DBInstanceIdentifier: "housing" },
  )) {
    pages.push(DBSnapshots.length);
    for (const item of DBSnapshots) seen.add(item.DBSnapshotIdentifier);
  }
  expect(pages).toEqual([20, 20, 6]);
  expect(seen.size).toBe(46);
  expect(await errorName(world.rds.send(new DescribeDBSnapshotsCommand({ MaxRecords: 19 })))).toBe(
    "InvalidParameterValue",
  );
});

it("deletes a manual snapshot and makes another one of its name, with its own copy and time", async () => {
  const first = world.aws.rds.createSnapshot("parking", "again");
  await world.aws.rds.snapshotAvailable(first.arn);
  await world.rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "again" }));
  await eventually(() => (storage.log.includes(`drop ${first.key}`) ? true : undefined));
  const second = world.aws.rds.createSnapshot("parking", "again");
  expect(second.arn).toBe(first.arn);
  expect(second.key).not.toBe(first.key);
  expect(second.createTime.getTime()).toBeGreaterThan(first.createTime.getTime());
});

it("fails a snapshot whose copy cannot be made, and says so when the world closes", async () => {
  const failing = await startWorld({
    storage: { create: () => Promise.reject(new Error("disk full")), drop: () => Promise.resolve() },
  });
  failing.aws.rds.createInstance("housing");
  const snapshot = failing.aws.rds.createSnapshot("housing", "s1");
  await expect(failing.aws.rds.snapshotAvailable(snapshot.arn)).rejects.toThrow("failed");
  expect(failing.aws.rds.snapshots[0]?.status).toBe("failed");
  await expect(failing.close()).rejects.toThrow("background");
});

it("names the errors as the SDK knows them", async () => {
  const { rds } = world;
  const snapshot = world.aws.rds.createSnapshot("parking", "taken");
  const create = (id: string, instance = "housing") =>
    rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: instance, DBSnapshotIdentifier: id }));
  expect(await errorName(create("fresh", "parking"))).toBe("InvalidDBInstanceStateFault");
  await world.aws.rds.snapshotAvailable(snapshot.arn);
  const automated = world.aws.rds.snapshots.find((item) => item.type === "automated")?.identifier;
  await eventually(async () =>
    (await errorName(create("taken", "parking"))) === "DBSnapshotAlreadyExistsFault" ? true : undefined,
  );
  expect(
    await Promise.all(
      [
        create("fresh", "gone"),
        create("-bad"),
        rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: "gone" })),
        rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "gone" })),
        rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: automated })),
        rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: "gone" })),
      ].map(errorName),
    ),
  ).toEqual([
    "DBInstanceNotFoundFault",
    "InvalidParameterValue",
    "DBSnapshotNotFoundFault",
    "DBSnapshotNotFoundFault",
    "InvalidDBSnapshotStateFault",
    "DBInstanceNotFoundFault",
  ]);
});
