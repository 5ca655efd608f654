import { at, body, NOON, refusal, taskIds } from "../../../support/functions/reconcile-message";
import { delivered, World } from "../../../support/functions/world";

describe("what reconciliation tells somebody", () => {
  it("tells once a day of one that has failed and has no time", async () => {
    const world = new World(NOON);
    const failed = world.aws.rds.addSnapshot("s1", at(NOON), { status: "failed" });
    Object.assign(failed, { createTime: undefined });
    for (let look = 0; look < 5; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    expect(world.letters("export")).toMatchObject([
      { code: "SNAPSHOT_UNUSABLE", failedAt: "2024-03-06T00:00:00.000Z" },
    ]);
  });

  it("passes over a snapshot that RDS refuses, and tells of it by the first look, one a day later, and the last", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    const refused = rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    rds.addSnapshot("s2", at("2024-03-05T07:00:00Z"));
    world.aws.fail("StartExportTask", refusal("KMSKeyNotAccessibleFault"), Infinity, (input) =>
      input.includes("s1"),
    );
    for (let look = 0; look < 28; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
      for (const task of rds.tasks) task.status = "COMPLETE";
    }
    expect(rds.tasks.map(({ id }) => id)).toEqual(["s2"]);
    const letter = { code: "KMS_KEY_NOT_ACCESSIBLE", snapshot: refused.arn };
    expect(world.letters("export")).toMatchObject([
      { ...letter, failedAt: NOON },
      { ...letter, failedAt: "2024-03-06T12:00:00.000Z" },
      { ...letter, failedAt: "2024-03-12T06:00:00.000Z" },
    ]);
  });

  it("tells by the last two looks of what has found no slot until then, and a redriven letter waits on for one", async () => {
    const world = new World(NOON);
    const { rds } = world.aws;
    rds.occupySlots(5);
    const snapshot = rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    const younger = rds.addSnapshot("s2", at("2024-03-05T13:00:00Z"));
    for (let look = 0; look < 28; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    const [letter, ...others] = world.letters("export");
    expect(letter).toMatchObject({
      ...{ code: "EXPORT_QUOTA_FULL", snapshot: snapshot.arn, failedAt: "2024-03-12T00:00:00.000Z" },
      reason: expect.stringContaining("5 export tasks run, RDS allows 5"),
    });
    // One look may be lost. The other snapshot is looked at once more than this.
    const second = { code: "EXPORT_QUOTA_FULL", failedAt: "2024-03-12T06:00:00.000Z" };
    expect(others).toMatchObject([
      { ...second, snapshot: snapshot.arn },
      { ...second, snapshot: younger.arn },
    ]);
    world.drain("export");
    await world.invoke("export", JSON.stringify(letter));
    for (const task of rds.tasks) task.status = "COMPLETE";
    const waiting = world.takeOnly("export");
    expect(waiting.attributes["WaitingFor"]?.StringValue).toBe("export-quota");
    await world.invoke("export", delivered(waiting, "export"));
    await world.invoke("export", delivered(world.takeOnly("export"), "export"));
    expect(taskIds(world)).toEqual(["s1"]);
  });

  it("tells by the last two looks of what RDS will not export yet, and was never exported", async () => {
    const world = new World(NOON);
    const snapshot = world.aws.rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    world.aws.fail("StartExportTask", refusal("InvalidExportSourceStateFault"), Infinity);
    for (let look = 0; look < 28; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    const letter = { code: "SNAPSHOT_BUSY", snapshot: snapshot.arn };
    expect(world.letters("export")).toMatchObject([
      { ...letter, failedAt: "2024-03-12T00:00:00.000Z" },
      { ...letter, failedAt: "2024-03-12T06:00:00.000Z" },
    ]);
  });

  it("speaks of the end by the last two looks, also where there is one a day, and by none before", async () => {
    const world = new World(NOON);
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("s1", at("2024-03-05T06:30:00Z"));
    const letters: number[] = [];
    for (let look = 0; look < 8; look++) {
      world.now = new Date(at(NOON).getTime() + look * 24 * 3_600_000);
      const ScheduledTime = world.now.toISOString();
      // The last is half an hour too late for a snapshot of seven days.
      if (look === 6) world.now = new Date(world.now.getTime() + 19 * 3_600_000);
      await world.invoke("export", body({ WindowInDays: 7, IntervalInHours: 24, ScheduledTime }));
      letters.push(world.letters("export").length);
    }
    expect(letters).toEqual([0, 0, 0, 0, 0, 1, 2, 2]);
  });

  it("counts what a rule ignores once, if no event has", async () => {
    const world = new World(NOON, { export: { IGNORED_SNAPSHOT_NAMES: '["*-pre-deploy-*"]' } });
    world.aws.rds.addSnapshot("x-pre-deploy-1", at("2024-03-05T08:00:00Z"), { type: "manual" });
    world.aws.rds.addSnapshot("rds:db1-pre-deploy-2", at("2024-03-05T08:00:00Z"));
    for (let look = 0; look < 5; look++) {
      world.now = new Date(at(NOON).getTime() + look * 6 * 3_600_000);
      await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    }
    expect(world.metrics).toMatchObject({ snapshotIgnored: 1 });
  });

  it("tells of what the first look finds by that look, however late it is handled", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("sql-to-parquet-2025-02-31-backdated", at("2024-03-05T06:01:00Z"));
    world.now = at("2024-03-05T17:30:00Z");
    await world.invoke("export", body());
    expect(world.letters("export")).toMatchObject([{ code: "NO_LANDING_DATE" }]);
  });

  it("tells of it once although two looks find it within its first hours", async () => {
    const world = new World(NOON);
    world.aws.rds.addSnapshot("sql-to-parquet-2025-02-31-backdated", at("2024-03-05T11:30:00Z"));
    await world.invoke("export", body());
    world.now = at("2024-03-05T18:00:00Z");
    await world.invoke("export", body({ ScheduledTime: world.now.toISOString() }));
    expect(world.letters("export")).toMatchObject([{ code: "NO_LANDING_DATE" }]);
  });

  it("writes the letter about a slot so that it asks as a person does when it is redriven: no rule is asked again", async () => {
    const world = new World(NOON);
    world.aws.rds.occupySlots(5);
    world.aws.rds.addSnapshot("old", at("2024-02-27T15:00:00Z"));
    await world.invoke("export", body());
    const [letter] = world.letters("export");
    expect(letter?.code).toBe("EXPORT_QUOTA_FULL");
    expect(JSON.parse(letter?.original ?? "")).toMatchObject({ Requested: true });
  });
});
