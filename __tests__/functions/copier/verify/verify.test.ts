import fc from "fast-check";
import { TimeShortError } from "../../../../functions/copier/invocation-time";
import type { StoredObject } from "../../../../functions/copier/plan";
import { verifyExport, type VerifyPosition } from "../../../../functions/copier/verify/verify";
import type { OtherExports } from "../../../../functions/copier/verify/other-exports";
import { TallyCounter } from "../../../../functions/copier/verify/tally";
import { partitionPrefix } from "../../../../functions/copier/verify/zone-partition";
import { placeSchema } from "../../../../functions/copier/place";
import type { ManifestTable, Tally } from "../../../../functions/shared/manifest";

const SETTINGS = {
  bucket: "export-bucket",
  prefix: "a-1/",
  serviceArea: "housing",
  date: { year: "2024", month: "02", day: "29", backdated: false },
};
const NOBODY = {
  landed: () => Promise.resolve(new Map()),
  landedMeanwhile: () => Promise.resolve(new Map()),
  isLanding: () => Promise.resolve(false),
  exported: () => Promise.resolve([]),
  forget: () => undefined,
};

type Files = ReadonlyMap<string, number>;

function pagesOf(files: Files, pageSize: number) {
  return async function* (prefix: string, after = ""): AsyncGenerator<readonly StoredObject[], void> {
    const keys = [...files.keys()]
      .filter((key) => key.startsWith(prefix) && compare(key, after) > 0)
      .sort(compare);
    for (let at = 0; at === 0 || at < keys.length; at += pageSize)
      yield await Promise.resolve(
        keys
          .slice(at, at + pageSize)
          .map((key) => ({ key, size: files.get(key) ?? 0, lastModified: new Date(0) })),
      );
  };
}

function compare(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Verifies in as many invocations as it takes, each of so many looks at the time. */
async function verifyAll(
  source: Files,
  zone: Files,
  pageSize: number,
  looks: () => number,
  others: OtherExports = NOBODY,
): Promise<unknown> {
  const tables: ManifestTable[] = [];
  let from: VerifyPosition = {};
  for (let invocation = 0; invocation < 2000; invocation++) {
    let left = looks();
    const check = (): void => {
      if (left-- <= 0) throw new TimeShortError("short");
    };
    const list = pagesOf(source, pageSize);
    const listZone = pagesOf(zone, pageSize);
    const { tables: verified, end } = await verifyExport(SETTINGS, from, {
      storage: {
        list: (_bucket, prefix, _signal, after) => list(prefix, after),
        listZone: (prefix, _signal, after) => listZone(prefix, after),
      },
      others,
      time: { check, signal: new AbortController().signal },
    });
    tables.push(...verified);
    if (end.kind === "whole") return tables;
    if (end.kind !== "interrupted") return end.kind;
    if (end.error !== undefined) return end.error;
    // As the message carries it.
    const place = placeSchema.parse(JSON.parse(JSON.stringify({ phase: "verify", ...end.at })));
    from = place.phase === "verify" ? { after: place.after, table: place.table } : {};
  }
  return "never ended";
}

const segment = fc.string({
  unit: fc.constantFrom("a", "b", ".", " ", "é", "%", "_"),
  minLength: 1,
  maxLength: 3,
});
const exported = fc
  .uniqueArray(fc.tuple(segment, segment, fc.nat(6)), {
    selector: ([database, table]) => `${database}/${table}`,
    minLength: 1,
    maxLength: 5,
  })
  .map((tables) => {
    const source = new Map([["a-1/export_info_a-1.json", 10]]);
    const zone = new Map<string, number>();
    for (const [database, table, files] of tables) {
      source.set(`a-1/${database}/${table}/1/_SUCCESS`, 0);
      for (let at = 0; at < files; at++) {
        source.set(`a-1/${database}/${table}/${(at % 2) + 1}/part-${at}.parquet`, at);
        zone.set(`${partitionPrefix(SETTINGS, { database, table })}part-${at}.parquet`, at);
      }
    }
    return { source, zone, count: tables.length };
  });

describe("a verification", () => {
  it("comes to the same tables wherever it is cut, whatever the pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        exported,
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.integer({ min: 8, max: 20 })),
        async ({ source, zone, count }, pageSize, cuts) => {
          const whole = await verifyAll(source, zone, 1000, () => Infinity);
          expect(whole).toHaveLength(count);
          expect(await verifyAll(source, zone, pageSize, () => Number(cuts.next().value))).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("finds any file that is missing, strange, or of another size", async () => {
    const change = fc.constantFrom("missing", "strange", "size");
    const some = exported.filter(({ zone }) => zone.size > 0);
    await fc.assert(
      fc.asyncProperty(some, change, fc.nat(), async ({ source, zone }, kind, at) => {
        const key = [...zone.keys()][at % zone.size] ?? "";
        const changed = new Map(zone);
        if (kind === "missing") changed.delete(key);
        else changed.set(kind === "strange" ? `${key}.x` : key, 77);
        expect(await verifyAll(source, changed, 3, () => Infinity)).toBe("different");
      }),
      { numRuns: 60 },
    );
  });

  it.each(["part-0.snappy.parq", "part-0.csv", "part-0.orc"])(
    "never takes a table for an empty one whose files have another form: %s",
    async (name) => {
      const table = "a-1/db/public.t/1";
      for (const source of [
        { [`${table}/${name}`]: 9, [`${table}/_SUCCESS`]: 0 },
        { [`${table}/${name}`]: 9, "a-1/db/public.u/1/_SUCCESS": 0 },
      ])
        expect(await verifyAll(new Map(Object.entries(source)), new Map(), 3, () => Infinity)).toBe(
          "different",
        );
    },
  );

  it("that is cut while it looks at names counts the zone anew, and finds what has landed meanwhile", async () => {
    const table = { database: "d", table: "s.t" };
    const source = new Map<string, number>();
    const zone = new Map<string, number>();
    const counter = new TallyCounter();
    const putNeighbours = (from: number, to: number): void => {
      for (let at = from; at < to; at++) zone.set(`${partitionPrefix(SETTINGS, table)}${at}-b.parquet`, 1);
    };
    for (let at = 10; at < 60; at++) {
      source.set(`a-1/d/s.t/1/${at}-a.parquet`, 1);
      source.set(`b-1/d/s.t/1/${at}-b.parquet`, 1);
      zone.set(`${partitionPrefix(SETTINGS, table)}${at}-a.parquet`, 1);
      counter.add(`${at}-b.parquet`, 1);
    }
    putNeighbours(10, 40);
    const landed = new Map<string, Tally>();
    const others = {
      ...NOBODY,
      landed: () => Promise.resolve(landed),
      landedMeanwhile: () => Promise.resolve(landed),
      exported: () => Promise.resolve([{ taskId: "b-1", prefix: "b-1/" }]),
    };
    let invocations = 0;
    const whole = await verifyAll(
      source,
      zone,
      1,
      () => {
        if (++invocations === 5) {
          putNeighbours(40, 60);
          landed.set("b-1", counter.tally());
        }
        return 130;
      },
      others,
    );
    expect(whole).toMatchObject([{ ...table, files: 50 }]);
    expect(invocations).toBeLessThan(10);
  });

  it("says so when nothing is exported", async () => {
    expect(await verifyAll(new Map(), new Map(), 3, () => Infinity)).toBe("nothing");
  });
});
