import { exported, MESSAGE, PARTITION } from "../../support/functions/exported-by-a-1";

describe("defect 8, as far as it is closed: time that runs short", () => {
  it("stops, sends the message back, and gives up loudly when no attempt gets any further", async () => {
    const world = exported();
    world.remainingMilliseconds = () => 60_000;
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(0);
    expect(world.aws.sqs.messages("copier")).toHaveLength(1);
    await world.runUntil("2024-03-01T12:10:00Z");
    expect(world.letters("copier")).toMatchObject([{ code: "COPY_TAKES_TOO_LONG" }]);
    expect(world.aws.glue.runs).toEqual([]);
  });

  it("goes on with what is missing in the next invocation", async () => {
    const world = exported();
    world.aws.s3.pageSize = 50;
    for (let at = 0; at < 300; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.many/1/part-${at}.parquet`);
    world.now = new Date("2024-03-01T12:30:00Z");
    let looks = 0;
    world.remainingMilliseconds = () => (++looks < 200 ? 900_000 : 60_000);
    await world.invoke("copier", MESSAGE);
    const first = world.aws.count("CopyObject");
    expect(first).toBeGreaterThan(50);
    expect(first).toBeLessThan(302);
    expect(world.aws.glue.runs).toEqual([]);

    world.remainingMilliseconds = () => 900_000;
    await world.runUntil("2024-03-01T12:40:00Z");
    expect(world.aws.count("CopyObject")).toBe(302);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(302);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("leaves the workflow to the next invocation when the copy took nearly all of this one", async () => {
    const world = exported();
    let looks = 0;
    world.remainingMilliseconds = () => (++looks < 6 ? 900_000 : 30_000);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.count("CopyObject")).toBe(2);
    expect(world.aws.glue.runs).toEqual([]);
    world.remainingMilliseconds = () => 900_000;
    await world.runUntil("2024-03-01T12:05:00Z");
    expect(world.aws.glue.runs).toHaveLength(1);
    expect(world.aws.count("CopyObject")).toBe(2);
  });

  it.each(["CopyObject", "ListObjectsV2"])(
    "lets go of a %s that hangs, in time to send the message back",
    async (operation) => {
      const world = exported();
      world.aws.fail(operation, { kind: "hangs" });
      jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
      const start = Date.now();
      world.remainingMilliseconds = () => 90_100 - (Date.now() - start);
      try {
        const invoked = world.invoke("copier", MESSAGE);
        await jest.advanceTimersByTimeAsync(70_200);
        await invoked;
      } finally {
        jest.useRealTimers();
      }
      expect(world.takeOnly("copier").attributes["WaitingFor"]?.StringValue).toBe("time-short");
      expect(world.aws.glue.runs).toEqual([]);
    },
  );
});

describe("defect 9: copies in flight are bounded", () => {
  it("keeps 64 in flight, not one page after the other", async () => {
    const world = exported();
    world.aws.s3.pageSize = 50;
    for (let at = 0; at < 300; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.many/1/part-${at}.parquet`);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(302);
    expect(world.aws.s3.mostInFlight).toBeGreaterThan(32);
    expect(world.aws.s3.mostInFlight).toBeLessThanOrEqual(64);
  });
});

describe("defect 10: files over 5 GiB", () => {
  it("land with the others, and the workflow starts", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.zzz/1/big.parquet", 5 * 1024 ** 3 + 1);
    await world.invoke("copier", MESSAGE);
    expect(
      world.aws.s3.object("zone-bucket", `housing/academy/public.zzz/${PARTITION}/big.parquet`)?.size,
    ).toBe(5 * 1024 ** 3 + 1);
    expect(world.aws.glue.runs).toHaveLength(1);
  });

  it("are copied two at a time: each is whole before the next begins", async () => {
    const world = exported();
    for (let at = 0; at < 6; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.big/1/part-${at}.parquet`, 6 * 1024 ** 3);
    await world.invoke("copier", MESSAGE);
    expect(world.decisions()).toEqual(["landed"]);
    let [open, most] = [0, 0];
    for (const { operation } of world.aws.calls) {
      if (operation === "CreateMultipartUpload") most = Math.max(most, ++open);
      if (operation === "CompleteMultipartUpload") open--;
    }
    expect(most).toBe(2);
  });

  it("a file of just 5 GiB is copied", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.zzz/1/big.parquet", 5 * 1024 ** 3);
    await world.invoke("copier", MESSAGE);
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(3);
  });
});

describe("files that cannot land", () => {
  it("two that would land on one key are an error that names both", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/academy/public.person/2/part-00000-u.gz.parquet");
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "LANDING_KEYS_COLLIDE", reason: expect.stringMatching(/\/1\/part-00000.*\/2\/part-00000/) },
    ]);
    expect(world.aws.glue.runs).toEqual([]);
  });

  it("a Parquet file outside RDS's layout is an error", async () => {
    const world = exported();
    world.aws.s3.put("export-bucket", "a-1/stray.parquet");
    await world.invoke("copier", MESSAGE);
    expect(world.letters("copier")).toMatchObject([
      { code: "UNKNOWN_LAYOUT", reason: expect.stringContaining("stray") },
    ]);
  });
});
