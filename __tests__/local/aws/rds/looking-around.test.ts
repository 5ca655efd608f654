import {
  DescribeAccountAttributesCommand,
  AddTagsToResourceCommand,
  CreateDBSnapshotCommand,
  DeleteDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotAttributesCommand,
  DescribeDBSnapshotsCommand,
  DescribeEventCategoriesCommand,
  DescribeEventsCommand,
  ListTagsForResourceCommand,
  RemoveTagsFromResourceCommand,
  type DescribeEventsCommandInput,
} from "@aws-sdk/client-rds";
import {
  accountId,
  errorName,
  errorOf,
  eventually,
  recordingStorage,
  startWorld,
  type World,
} from "../local-world";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  world.aws.rds.createInstance("housing", { tags: { team: "housing" } });
  world.aws.rds.createInstance("parking", { endpoint: { address: "127.0.0.1", port: 5433 } });
});
afterAll(async () => {
  await world.close();
});

async function snapshot(identifier: string, instance = "housing", tags?: Record<string, string>) {
  const { DBSnapshot } = await world.rds.send(
    new CreateDBSnapshotCommand({
      DBInstanceIdentifier: instance,
      DBSnapshotIdentifier: identifier,
      ...(tags === undefined ? {} : { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
    }),
  );
  const arn = DBSnapshot?.DBSnapshotArn ?? "";
  await world.aws.rds.snapshotAvailable(arn);
  return arn;
}

async function tagsOf(ResourceName: string) {
  const { TagList = [] } = await world.rds.send(new ListTagsForResourceCommand({ ResourceName }));
  return Object.fromEntries(TagList.map(({ Key = "", Value }) => [Key, Value]));
}

it("shows where an instance is reached only where that is known", async () => {
  const { DBInstances = [] } = await world.rds.send(new DescribeDBInstancesCommand({}));
  expect(DBInstances.map(({ Endpoint }) => Endpoint)).toEqual([
    undefined,
    { Address: "127.0.0.1", Port: 5433 },
  ]);
});

describe("tags", () => {
  it("come from the instance, unless the snapshot is given its own", async () => {
    expect(await tagsOf(await snapshot("copied-tags"))).toEqual({ team: "housing" });
    expect(await tagsOf(await snapshot("own-tags", "housing", { a: "b" }))).toEqual({ a: "b" });
  });

  it("that come while a snapshot is being made stay when it is made", async () => {
    const slow = await startWorld({ factor: 600 });
    slow.aws.rds.createInstance("housing");
    const { arn } = slow.aws.rds.createSnapshot("housing", "slow");
    await slow.rds.send(
      new AddTagsToResourceCommand({ ResourceName: arn, Tags: [{ Key: "a", Value: "b" }] }),
    );
    expect((await slow.aws.rds.snapshotAvailable(arn)).tags).toEqual({ a: "b" });
    await slow.close();
  });

  it("of an instance are changed and taken away", async () => {
    const ResourceName = `arn:aws:rds:eu-west-2:${accountId}:db:parking`;
    await world.rds.send(
      new AddTagsToResourceCommand({
        ResourceName,
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "b", Value: "2" },
        ],
      }),
    );
    await world.rds.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys: ["a"] }));
    expect(await tagsOf(ResourceName)).toEqual({ b: "2" });
  });

  it.each([
    ["of AWS", [{ Key: "aws:a", Value: "" }]],
    ["twice", [1, 2].map(() => ({ Key: "a", Value: "" }))],
    ["beyond fifty", Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: "" }))],
    ["too long", [{ Key: "k".repeat(129), Value: "" }]],
  ])("are refused: %s", async (_, Tags) => {
    const ResourceName = `arn:aws:rds:eu-west-2:${accountId}:db:parking`;
    const call = world.rds.send(new AddTagsToResourceCommand({ ResourceName, Tags }));
    expect(await errorName(call)).toBe("InvalidParameterValue");
  });

  it("are kept of what there is", async () => {
    expect(await errorName(tagsOf(`arn:aws:rds:eu-west-2:${accountId}:db:gone`))).toBe(
      "DBInstanceNotFoundFault",
    );
    const elsewhere = await errorOf(tagsOf(`arn:aws:rds:us-east-1:${accountId}:db:parking`));
    expect(elsewhere.name).toBe("InvalidParameterValue");
  });
});

describe("events", () => {
  const messages = async (given: DescribeEventsCommandInput) =>
    (await world.rds.send(new DescribeEventsCommand(given))).Events?.map(({ Message }) => Message);

  it("are kept of a snapshot's life, and chosen by source, category and time", async () => {
    await snapshot("eventful");
    await world.rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "eventful" }));
    const source = { SourceType: "db-snapshot", SourceIdentifier: "eventful" } as const;
    const all = ["Creating manual snapshot", "Manual snapshot created", "Deleted user snapshot"];
    expect(await messages({ ...source, Duration: 1440 })).toEqual(all);
    expect(await messages({ ...source, Duration: 1440, EventCategories: ["deletion"] })).toEqual([
      "Deleted user snapshot",
    ]);
    expect(await messages({ ...source, EndTime: new Date(0) })).toEqual([]);
    expect(await messages({ ...source, StartTime: new Date(Date.now() - 60_000) })).toEqual(all);
  });

  it("are forgotten by the hour, unless one asks for more", async () => {
    await snapshot("old-news");
    // A world hour is a second here.
    await eventually(async () =>
      (await messages({ SourceType: "db-snapshot", SourceIdentifier: "old-news" }))?.length === 0
        ? true
        : undefined,
    );
    expect(
      await messages({ SourceType: "db-snapshot", SourceIdentifier: "old-news", Duration: 20_160 }),
    ).toHaveLength(2);
  });

  it("are asked for as RDS wants it", async () => {
    expect(await errorName(messages({ SourceIdentifier: "a" }))).toBe("InvalidParameterCombination");
    expect(await errorName(messages({ Duration: 0 }))).toBe("InvalidParameterValue");
    const turned = messages({ StartTime: new Date(2), EndTime: new Date(1) });
    expect(await errorName(turned)).toBe("InvalidParameterCombination");
    const { EventCategoriesMapList } = await world.rds.send(new DescribeEventCategoriesCommand({}));
    expect(EventCategoriesMapList?.map(({ SourceType }) => SourceType)).toEqual([
      "db-instance",
      "db-snapshot",
    ]);
  });
});

it("knows no types of snapshots but RDS's, and shares none", async () => {
  const type = (SnapshotType: string) => world.rds.send(new DescribeDBSnapshotsCommand({ SnapshotType }));
  expect((await type("shared")).DBSnapshots).toEqual([]);
  expect(await errorName(type("weekly"))).toBe("InvalidParameterValue");
  await snapshot("unshared");
  const { DBSnapshotAttributesResult } = await world.rds.send(
    new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: "unshared" }),
  );
  expect(DBSnapshotAttributesResult?.DBSnapshotAttributes).toEqual([
    { AttributeName: "restore", AttributeValues: [] },
  ]);
});

it("shows a snapshot's progress, and refuses to delete it before it is made", async () => {
  const held: { finish?: () => void } = {};
  const storage = recordingStorage();
  const slow = await startWorld({
    storage: { ...storage, create: () => new Promise<void>((resolve) => (held.finish = resolve)) },
  });
  slow.aws.rds.createInstance("housing");
  const { arn } = slow.aws.rds.createSnapshot("housing", "held");
  const progress = async () =>
    (await slow.rds.send(new DescribeDBSnapshotsCommand({}))).DBSnapshots?.[0]?.PercentProgress;
  expect(await eventually(async () => ((await progress()) === 99 ? 99 : undefined))).toBe(99);
  const deletion = slow.rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "held" }));
  expect(await errorName(deletion)).toBe("InvalidDBSnapshotStateFault");
  held.finish?.();
  expect(await slow.aws.rds.snapshotAvailable(arn)).toMatchObject({ percentProgress: 100 });
  await slow.close();
});

it("makes a hundred manual snapshots and no more", async () => {
  const full = await startWorld();
  full.aws.rds.createInstance("housing");
  const make = (DBSnapshotIdentifier: string) =>
    full.rds.send(new CreateDBSnapshotCommand({ DBInstanceIdentifier: "housing", DBSnapshotIdentifier }));
  const begun = Array.from({ length: 100 }, (_, index) =>
    full.aws.rds.createSnapshot("housing", `s${index}`),
  );
  await Promise.all(begun.map(({ arn }) => full.aws.rds.snapshotAvailable(arn)));
  expect(await errorName(make("one-more"))).toBe("SnapshotQuotaExceededFault");
  await full.rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier: "s0" }));
  await make("one-more");
  await full.close();
});

it("counts the snapshots that the account may have", async () => {
  const manual = async () => {
    const { AccountQuotas } = await world.rds.send(new DescribeAccountAttributesCommand({}));
    return AccountQuotas?.find(({ AccountQuotaName }) => AccountQuotaName === "ManualSnapshots");
  };
  const before = (await manual())?.Used ?? 0;
  await snapshot("counted");
  expect(await manual()).toMatchObject({ Used: before + 1, Max: 100 });
});
