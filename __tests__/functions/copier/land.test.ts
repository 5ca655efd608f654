import fc from "fast-check";
import { COPY_CONCURRENCY, land, type Landing } from "../../../functions/copier/land";
import type { Invocation } from "../../../functions/shared/batch";
import { AwsCallError } from "../../../functions/shared/aws-failure";
import { memoryStorage } from "../../support/functions/memory-storage";
import { GIB, refused, storageWorld, type StorageWorld } from "../../support/functions/copier-storage";

const SETTINGS = {
  bucket: "export-bucket",
  prefix: "a-1/",
  serviceArea: "housing",
  date: { year: "2024", month: "02", day: "29", backdated: false },
};
/** No other export lands on that day. */
const NOBODY = {
  landed: () => Promise.resolve(new Map()),
  landedMeanwhile: () => Promise.resolve(new Map()),
  isLanding: () => Promise.resolve(false),
  exported: () => Promise.resolve([]),
  forget: () => undefined,
};
const PARTITION = "import_year=2024/import_month=02/import_day=29/import_date=20240229";

/** Lambda's word on the time that is left: plenty, until it was asked so often. */
function invocation(asks = Infinity): Invocation {
  let asked = 0;
  return { getRemainingTimeInMillis: () => (++asked <= asks ? 900_000 : 60_000) };
}

async function landWith(world: StorageWorld, after?: string, asks?: number): Promise<Landing> {
  return await land(SETTINGS, { storage: world.storage, others: NOBODY }, invocation(asks), after);
}

/** Puts an export there, and lets an hour pass, so that what is copied is newer. */
function exported(world: StorageWorld, files: Readonly<Record<string, number>>): void {
  for (const [key, size] of Object.entries(files)) world.aws.s3.put("export-bucket", `a-1/${key}`, size);
  world.now = new Date(world.now.getTime() + 3_600_000);
}

/** `count` files of one table, in S3's order. */
const manyFiles = (count: number): Record<string, number> =>
  Object.fromEntries(
    [...Array(count).keys()].map((at) => [`db/public.many/1/part-${String(at).padStart(5, "0")}.parquet`, 1]),
  );

/** Files of the export that lie in the zone. */
const sourcesLanded = (world: StorageWorld): Set<string> =>
  new Set(
    world.aws.s3
      .keys("zone-bucket")
      .map((key) => world.aws.s3.object("zone-bucket", key)?.copiedFrom?.replace("export-bucket/", "") ?? ""),
  );

describe("a landing longer than an invocation", () => {
  const file = fc.record({
    table: fc.constantFrom("public.a", "public.a-b", "public.b", "public.import_year=2024"),
    batch: fc.constantFrom("1/", "2/", "10/", ""),
    size: fc.integer({ min: 0, max: 9 }),
    kind: fc.constantFrom(".parquet", ".parquet", ".parquet", "_SUCCESS"),
  });

  it("goes on from where it stopped, wherever that is, and leaves nothing out", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 60 }),
        fc.array(fc.integer({ min: 2, max: 30 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 3 }),
        async (files, cuts, failures) => {
          const source = Object.fromEntries(
            files.map(({ table, batch, size, kind }, at) => [
              `a-1/db/${table}/${batch}${kind === "_SUCCESS" ? kind : `p${at}${kind}`}`,
              size,
            ]),
          );
          let failing = failures;
          const storage = memoryStorage(source, () =>
            failing-- > 0
              ? new AwsCallError("s3:CopyObject", "healable", "SlowDown", "", "", null)
              : undefined,
          );
          const notLanded = (upTo: string): string[] => {
            const landed = new Set(storage.zone.values());
            return Object.keys(source).filter(
              (key) => key.endsWith(".parquet") && key <= upTo && !landed.has(key),
            );
          };
          let after: string | undefined;
          for (const asks of cuts) {
            const landing = await land(SETTINGS, { storage, others: NOBODY }, invocation(asks), after);
            if (landing.kind === "landed") break;
            if (landing.kind === "problems") throw new Error(landing.first.reason);
            expect(landing.advanced).toBe((landing.after ?? "") > (after ?? ""));
            after = landing.after;
            expect(notLanded(after ?? "")).toEqual([]);
          }
          failing = 0;
          expect((await land(SETTINGS, { storage, others: NOBODY }, invocation(), after)).kind).toBe(
            "landed",
          );
          expect(notLanded("b")).toEqual([]);
        },
      ),
    );
  });

  it("copies no file again that lies before its place, nor one behind it that is there", async () => {
    const world = storageWorld();
    world.aws.s3.pageSize = 50;
    exported(world, manyFiles(300));
    const first = await landWith(world, undefined, 150);
    if (first.kind !== "time-short") throw new Error(first.kind);
    const second = await landWith(world, first.after);
    expect(second.kind).toBe("landed");
    expect(first.files.files + second.files.files).toBe(300);
    expect(world.aws.count("CopyObject")).toBe(300);
    expect(first.files.objects + second.files.objects).toBeLessThan(300 + 2 * COPY_CONCURRENCY);
  });

  it("saves no place behind a file that is still in flight, however much is copied behind it", async () => {
    const world = storageWorld();
    world.aws.s3.pageSize = 1000;
    exported(world, manyFiles(200));
    world.aws.fail("CopyObject", refused("SlowDown", 503), 1, (key) => key.includes("part-00007"));
    const landing = await landWith(world);
    expect(landing).toMatchObject({
      kind: "failed",
      failures: 1,
      after: "a-1/db/public.many/1/part-00006.parquet",
      advanced: true,
    });
    expect(landing.files.files).toBeGreaterThan(7);
    expect(await landWith(world, "a-1/db/public.many/1/part-00006.parquet")).toMatchObject({
      kind: "landed",
      files: { files: 200 - landing.files.files },
    });
  });

  it("has not advanced when its first file could not be copied", async () => {
    const world = storageWorld();
    exported(world, manyFiles(100));
    world.aws.fail("CopyObject", refused("SlowDown", 503), Infinity, (key) => key.includes("part-00000"));
    expect(await landWith(world)).toMatchObject({ after: undefined, advanced: false });
  });

  it("starts over without a place, and ends in the same landing", async () => {
    const world = storageWorld();
    exported(world, manyFiles(100));
    await landWith(world, undefined, 60);
    const landing = await landWith(world);
    expect(landing.kind).toBe("landed");
    expect(landing.files.alreadyThere).toBeGreaterThan(0);
    expect(world.aws.count("CopyObject")).toBe(100);
  });

  it("lands large files beside small ones, though only few of them at once", async () => {
    const world = storageWorld();
    exported(world, {
      ...manyFiles(20),
      "db/public.big/1/a.parquet": 6 * GIB,
      "db/public.big/1/b.parquet": 7 * GIB,
    });
    expect(await landWith(world)).toMatchObject({
      kind: "landed",
      files: { files: 22, bytes: 13 * GIB + 20 },
    });
    expect(world.aws.s3.mostInFlight).toBeLessThanOrEqual(COPY_CONCURRENCY);
  });
});

describe("keys that are hard to handle", () => {
  const printable = [...Array(95).keys()].map((at) => String.fromCharCode(32 + at)).join("");
  const HARD: Record<string, string> = {
    "every printable character of ASCII": printable.replaceAll("/", ""),
    "a plus, a percent sign and what looks encoded": "a+b %2B%20%25 %zz",
    "other scripts and emoji": "täble 表 جدول 𝔘🙂",
    "a partition's name": "import_year=2024",
    "the whole name of a day's partition": "import_date=20240229",
    "a dot": ".",
    "the way up": "..",
    "more dots": "...",
    "a line break and a tab": "a\r\n\tb",
    "what HTML and XML escape": "<a>&amp;&#10;\"'",
  };

  it.each(Object.entries(HARD))("%s: as database, table and file", async (_name, text) => {
    const world = storageWorld();
    const keys = [`${text}/public.t/1/f.parquet`, `db/${text}/1/f.parquet`, `db/public.t/1/${text}.parquet`];
    exported(world, Object.fromEntries(keys.map((key) => [key, 7])));
    expect((await landWith(world)).kind).toBe("landed");
    expect(world.aws.s3.keys("zone-bucket").sort()).toEqual(
      [
        `housing/${text}/public.t/${PARTITION}/f.parquet`,
        `housing/db/${text}/${PARTITION}/f.parquet`,
        `housing/db/public.t/${PARTITION}/${text}.parquet`,
      ].sort(),
    );
    expect([...sourcesLanded(world)].sort()).toEqual(keys.map((key) => `a-1/${key}`).sort());
  });

  it.each(Object.entries(HARD))("%s: as the place to go on from", async (_name, text) => {
    const world = storageWorld();
    exported(world, { [`db/public.t/1/${text}.parquet`]: 7, [`db/public.t/1/${text}z.parquet`]: 7 });
    const landing = await landWith(world, `a-1/db/public.t/1/${text}.parquet`);
    expect(landing.files.files).toBe(1);
    expect([...sourcesLanded(world)]).toEqual([`a-1/db/public.t/1/${text}z.parquet`]);
  });

  it("nothing but the extension, and nothing in the file", async () => {
    const world = storageWorld();
    exported(world, { "db/public.t/1/.parquet": 5, "db/public.t/1/empty.parquet": 0 });
    expect(await landWith(world)).toMatchObject({ kind: "landed", files: { files: 2, bytes: 5 } });
    expect(world.aws.s3.keys("zone-bucket")).toEqual([
      `housing/db/public.t/${PARTITION}/.parquet`,
      `housing/db/public.t/${PARTITION}/empty.parquet`,
    ]);
  });

  it("a table that is called like a file of Parquet", async () => {
    const world = storageWorld();
    exported(world, {
      "db/public.parquet/1/_SUCCESS": 0,
      "db/public.parquet/1/f.parquet": 5,
      "db/public.parquet/": 0,
    });
    expect((await landWith(world)).kind).toBe("landed");
    expect(world.aws.s3.keys("zone-bucket")).toEqual([`housing/db/public.parquet/${PARTITION}/f.parquet`]);
  });

  const name = (bytes: number): string =>
    `${"ä".repeat(Math.floor((bytes - 8) / 2))}${bytes % 2 ? "x" : ""}.parquet`;

  it("as long as S3 allows, in source and landing", async () => {
    const world = storageWorld();
    const folder = `housing/db/public.t/${PARTITION}/`;
    const long = name(1024 - folder.length);
    exported(world, { [`db/public.t/${long}`]: 5 });
    expect((await landWith(world)).kind).toBe("landed");
    expect(Buffer.byteLength(world.aws.s3.keys("zone-bucket")[0] ?? "")).toBe(1024);
  });

  it("too long to land are told before any file behind them is copied", async () => {
    const world = storageWorld();
    const long = name(1024 - "a-1/db/public.t/".length);
    exported(world, { [`db/public.t/${long}`]: 5, "db/public.u/f.parquet": 5 });
    expect(await landWith(world)).toMatchObject({
      kind: "problems",
      first: { code: "LANDING_KEY_TOO_LONG", reason: expect.stringContaining(long) },
    });
    expect(world.aws.s3.keys("zone-bucket")).toEqual([]);
  });
});
