import {
  landingProblems,
  type LandedSource,
  type SeenLanding,
} from "../../../../cli/sandbox/snapshot/landing/landed-source";
import { landedCopies, otherFiles } from "../../../../cli/sandbox/snapshot/landing/zone-view";
import { judgeSnapshot } from "../../../../cli/sandbox/snapshot/report/judge-snapshot";
import { landingNotes } from "../../../../cli/sandbox/snapshot/report/landing-notes";
import type { LandedLine } from "../../../../cli/sandbox/snapshot/aws/copier-log";
import type { StoredObject } from "../../../../functions/shared/s3-listing";

const exportedAt = new Date("2026-03-01T12:00:00Z");
const later = new Date(exportedAt.getTime() + 1);
const copy = (name: string, size = 10) => ({
  sourceKey: `export/${name}`,
  landingKey: `unrestricted/shop/public.item/day/${name}`,
  size,
  lastModified: exportedAt,
});
const stored = (name: string, size = 10, lastModified = later): StoredObject => ({
  key: copy(name).landingKey,
  size,
  lastModified,
});
const objects = (...all: readonly StoredObject[]) => new Map(all.map((object) => [object.key, object]));
const plan = {
  copies: [copy("a.parquet"), copy("b.parquet", 5)],
  importDate: "20260301",
  problems: [] as string[],
};

describe("the files that are in the zone", () => {
  test.each<[string, StoredObject[], number]>([
    ["a file of the same size that is newer", [stored("a.parquet")], 1],
    ["nothing", [], 0],
    ["a file of another size", [stored("a.parquet", 9)], 0],
    ["a file that was there before the export", [stored("a.parquet", 10, new Date(0))], 0],
    ["a file as old as the export's", [stored("a.parquet", 10, exportedAt)], 0],
  ])("%s", (_what, there, landed) => {
    expect(landedCopies(plan.copies, objects(...there))).toHaveLength(landed);
  });
});

describe("what is wrong with the landing as a whole", () => {
  const listed = (...there: readonly StoredObject[]): SeenLanding => ({
    plan,
    view: { kind: "listed", objects: objects(...there) },
    line: undefined,
  });

  test("nothing when each file is there", () => {
    const seen = listed(stored("a.parquet"), stored("b.parquet", 5));
    expect(landingProblems({ kind: "zone" }, seen)).toEqual([]);
  });

  test("files that are missing, and files that the copier refuses", () => {
    const seen = listed(stored("a.parquet"));
    expect(landingProblems({ kind: "zone" }, { ...seen, plan: { ...plan, problems: ["refused"] } })).toEqual([
      "refused",
      "1 of 2 exported files are not in the landing zone",
    ]);
  });

  const whole: LandedLine = { files: 2, bytes: 15, alreadyThere: 0, importDate: "20260301" };
  test.each<[string, LandedLine | undefined, string[]]>([
    ["nothing when the copier's log agrees", whole, []],
    ["no line", undefined, ["the copier's log does not say that the export has landed"]],
    ["other files", { ...whole, files: 1 }, ["the copier says that 1 files landed, the export has 2"]],
    ["other bytes", { ...whole, bytes: 14 }, ["the copier says that 14 bytes landed, the export has 15"]],
    ["no bytes that were there before", { ...whole, files: 1, alreadyThere: 1, bytes: 5 }, []],
    [
      "another day",
      { ...whole, importDate: "20260302" },
      ["the copier says that the export landed under 20260302, expected 20260301"],
    ],
  ])("%s", (_what, line, problems) => {
    const source: LandedSource = { kind: "export-and-log", why: "denied", line };
    expect(landingProblems(source, { plan, view: { kind: "denied", why: "denied" }, line })).toEqual(
      problems,
    );
  });
});

describe("files of other exports in the same folders", () => {
  const ending = {
    snapshot: {
      identifier: "s",
      arn: "s",
      instance: "db",
      status: "available",
      percent: 100,
      createTime: later,
    },
    task: undefined,
    readings: {
      kind: "since",
      now: { at: later, expectation: { tables: [], unexported: [], undocumented: [] }, tables: new Map() },
    },
  } as const;
  const found = {
    comparison: {
      ...{ tables: [], missing: [], unexported: [], undocumented: [] },
      unexplained: [],
      matches: true,
    },
    changes: { rows: [], structure: [] },
  };
  const notes = (view: SeenLanding["view"]): string[] =>
    landingNotes(ending, found, { plan, view }, "unrestricted/shop/");

  test("are counted, and told of", () => {
    const there = objects(
      stored("a.parquet"),
      stored("other-1.parquet"),
      stored("other-2.parquet"),
      stored("_SUCCESS"),
    );
    expect(otherFiles(plan.copies, there)).toBe(2);
    expect(notes({ kind: "listed", objects: there })).toEqual([
      "2 files of other exports lie in the same day's folders, so that whoever reads the day reads their rows, too.",
    ]);
  });

  test("are not told of where there are none, or where nobody may look", () => {
    expect(notes({ kind: "listed", objects: objects(stored("a.parquet")) })).toEqual([]);
    expect(notes({ kind: "denied", why: "denied" })).toEqual([]);
  });
});

test("a database without tables is no success", () => {
  const nothing = { tables: [], missing: [], undocumented: [], unexplained: [], matches: true };
  expect(judgeSnapshot({ ...nothing, unexported: [] }, [], [])).toEqual([
    "there is no table to compare: npm run sandbox:load loads the sample database",
  ]);
  expect(judgeSnapshot({ ...nothing, unexported: [{ name: "a", reason: "r" }] }, [], [])).toEqual([
    "there is no table to compare, since RDS exports none of the 1",
  ]);
});
