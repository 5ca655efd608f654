import { exported, manifest, message, sentBack, zoneKey } from "../../support/functions/two-exported-tables";
import { delivered, type World } from "../../support/functions/world";

describe("a landing that is killed", () => {
  const outcomeOf = (world: World): object => ({
    zone: world.aws.s3.keys("zone-bucket"),
    tables: manifest(world)?.tables,
    letters: world.letters("copier"),
  });

  /** Delivers the message; the process ends at its nth request. @returns whether it came that far */
  async function killedAt(world: World, nth: number, when: "before" | "after"): Promise<boolean> {
    let seen = 0;
    let killed = (): void => undefined;
    const kill = new Promise<boolean>((resolve) => {
      killed = () => {
        resolve(true);
      };
    });
    const handle = world.aws.handle.bind(world.aws);
    const spy = jest.spyOn(world.aws, "handle").mockImplementation(async (request, options) => {
      const isLast = ++seen === nth;
      if (seen > nth || (isLast && when === "before")) killed();
      else {
        const answer = await handle(request, options);
        if (!isLast) return answer;
        killed();
      }
      return await new Promise(() => undefined);
    });
    const done = world.invoke("copier", message("a-1")).then(() => false);
    const result = await Promise.race([kill, done]);
    spy.mockRestore();
    return result;
  }

  it.each(["before", "after"] as const)("%s any of its requests ends as if it had not been", async (when) => {
    jest.useFakeTimers({ doNotFake: ["setImmediate", "nextTick", "queueMicrotask"] });
    try {
      const clean = exported();
      await clean.invoke("copier", message("a-1"));
      const expected = outcomeOf(clean);
      expect(manifest(clean)).toBeDefined();
      for (let nth = 1; ; nth++) {
        const world = exported();
        const wasKilled = await killedAt(world, nth, when);
        if (!wasKilled) break;
        expect(manifest(world) === undefined || world.aws.s3.keys("zone-bucket").length === 3).toBe(true);
        if (world.aws.glue.runs.length > 0) expect(manifest(world)).toBeDefined();
        world.now = new Date("2024-03-01T14:00:00Z");
        await world.invoke("copier", message("a-1"));
        await world.runUntil("2024-03-02T12:00:00Z");
        expect({ nth, ...outcomeOf(world) }).toEqual({ nth, ...expected });
        expect(world.aws.glue.runs.length).toBe(1);
      }
    } finally {
      jest.useRealTimers();
    }
  });

  it("or cut by time again and again, ends in the same manifest", async () => {
    const clean = exported();
    await clean.invoke("copier", message("a-1"));
    for (const budget of [6, 7, 8, 11]) {
      const world = exported();
      world.aws.s3.pageSize = 1;
      let looks = 0;
      world.remainingMilliseconds = () => (++looks % budget === 0 ? 60_000 : 900_000);
      await world.invoke("copier", message("a-1"));
      await world.runUntil("2024-03-02T12:00:00Z");
      expect(manifest(world)?.tables).toEqual(manifest(clean)?.tables);
      expect(world.letters("copier")).toEqual([]);
    }
  });

  it("or never long enough to explain what lies in the zone, has an end", async () => {
    const world = exported();
    world.aws.s3.pageSize = 1;
    for (let at = 10; at < 40; at++)
      world.aws.s3.put("export-bucket", `a-1/academy/public.person/1/part-${at}.parquet`, 1);
    world.now = new Date("2024-03-01T13:00:00Z");
    world.aws.s3.put("zone-bucket", zoneKey("stranger.parquet"), 7);
    let looks = 0;
    world.remainingMilliseconds = () => (++looks % 30 === 0 ? 60_000 : 900_000);
    await world.invoke("copier", message("a-1"));
    await world.runUntil("2024-03-03T12:00:00Z");
    expect(world.letters("copier")).toMatchObject([{ code: "COPY_TAKES_TOO_LONG" }]);

    world.remainingMilliseconds = () => 900_000;
    await world.invoke("copier", world.takeOnly("copier-dead").body);
    expect(world.letters("copier")).toMatchObject([{ code: "UNKNOWN_FILES_IN_ZONE" }]);
  });

  it("is verified from the start when its place lies behind tables that nobody has verified", async () => {
    const world = exported();
    await world.invoke("copier", sentBack(world, { phase: "verify", after: "a-1/zzz", parts: [], round: 0 }));
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(world)).toMatchObject({ files: 3 });
    expect(world.aws.s3.keys("zone-bucket")).toHaveLength(3);
  });

  it("misses no table of a part of its verification that cannot be read, behind one that can", async () => {
    const world = exported();
    world.aws.s3.pageSize = 1;
    await world.invoke("copier", message("a-1"));
    const whole = manifest(world);
    const tables = whole?.tables.map(({ database, table, files, bytes, fingerprint }) => ({
      database,
      table,
      files,
      bytes,
      fingerprint,
    }));
    const again = exported();
    for (const [key, object] of world.aws.s3.buckets.get("zone-bucket") ?? [])
      again.aws.s3.buckets.get("zone-bucket")?.set(key, object);
    const part = (name: string, text: string): string => {
      const key = `_landings/import_date=20240229/a-1/verified/m-${name}.json`;
      again.aws.s3.put("export-bucket", key, text);
      return key;
    };
    const parts = [
      part("1", JSON.stringify({ tables: tables?.slice(0, 1) })),
      part("2", '{"tables":[{"data'),
    ];
    const after = "a-1/academy/public.order/1/part-0-a-1.parquet";
    await again.invoke("copier", sentBack(again, { phase: "verify", after, parts, round: 0 }));
    await again.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(again)?.tables).toEqual(whole?.tables);
  });

  it("begins anew when its place is another export's", async () => {
    const world = exported();
    const place = { phase: "verify", after: "zzz/academy/public.x/1/p", parts: [], round: 0 };
    await world.invoke("copier", sentBack(world, place));
    expect(manifest(world)).toBeUndefined();
    await world.runUntil("2024-03-02T12:00:00Z");
    expect(manifest(world)).toMatchObject({ files: 3 });
  });

  it("goes by no place of a message that has not been sent back", async () => {
    const world = exported();
    const place = { phase: "verify", parts: [], round: 1 };
    await world.invoke("copier", JSON.stringify({ ...(JSON.parse(message("a-1")) as object), Place: place }));
    expect(manifest(world)).toMatchObject({ files: 3 });
  });
});

it("a message that is delivered while another invocation holds the start waits for it", async () => {
  const world = exported();
  world.aws.fail(
    "StartWorkflowRun",
    { kind: "refusal", status: 500, code: "InternalServiceException", message: "?" },
    1,
  );
  await world.invoke("copier", message("a-1"));
  const waiting = world.takeOnly("copier");
  world.now = new Date("2024-03-01T12:31:00Z");
  await world.invoke("copier", delivered(waiting, "copier"));
  // Whether the start came through cannot be known: nobody starts another one yet.
  expect(world.aws.count("StartWorkflowRun")).toBe(1);
  await world.runUntil("2024-03-01T14:00:00Z");
  expect(world.aws.glue.runs).toHaveLength(1);
});
