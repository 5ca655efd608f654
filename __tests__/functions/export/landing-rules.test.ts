import fc from "fast-check";
import {
  dayOf,
  ignoredByItself,
  landingVerdict,
  matches,
  type LandingRules,
} from "../../../functions/export/landing-rules";
import type { Snapshot } from "../../../functions/export/snapshot";

const RULES: LandingRules = {
  landedSnapshots: "first_of_day",
  ignoredTags: { Purpose: "PreDeployment" },
  ignoredNames: ["*-pre-deploy-*"],
};
const NOW = new Date("2024-03-02T00:00:00Z");

function snapshot(name: string, time: string | undefined, given: Partial<Snapshot> = {}): Snapshot {
  return {
    arn: `arn:aws:rds:eu-west-2:123456789012:snapshot:${name}`,
    name,
    instance: "db1",
    status: "available",
    createTime: time === undefined ? undefined : new Date(`2024-03-01T${time}Z`),
    isCopy: false,
    tags: new Map(),
    ...given,
  };
}

/** The verdict on one snapshot beside others of the day. */
function verdict(one: Snapshot, others: readonly Snapshot[] = [], past: Parameters<typeof dayOf>[1] = []) {
  return landingVerdict(one, () => dayOf([...others, one], past, RULES), RULES, NOW).kind;
}

describe("patterns of names", () => {
  it.each([
    ["db1-pre-deploy-7", "*-pre-deploy-*", true],
    ["pre-deploy-7", "*-pre-deploy-*", false],
    ["rds:db1-2024-03-01", "db1-*", true],
    ["rds:db1-2024-03-01", "rds:*", true],
    ["awsbackup:job-1", "job-1", true],
    ["job-12", "job-1", false],
    ["xjob-1", "job-1", false],
    ["anything", "*", true],
    ["ab", "ab*b", false],
    ["abb", "ab*b", true],
    ["a.c", "a?c", false],
    ["db1", "DB1", true],
  ])("%s against %s: %s", (name, pattern, expected) => {
    expect(matches(name, pattern)).toBe(expected);
  });

  it("agree with the regular expression that they stand for", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", "-", "*"), maxLength: 6 });
    fc.assert(
      fc.property(text, pattern, (name, given) => {
        expect(matches(name, given)).toBe(new RegExp(`^${given.replaceAll("*", ".*")}$`).test(name));
      }),
    );
  });
});

describe("a snapshot by itself", () => {
  it("is ignored by a tag with that value, and by no other value", () => {
    const tagged = (value: string): Snapshot =>
      snapshot("s", "10:00:00", { tags: new Map([["Purpose", value]]) });
    expect(ignoredByItself(tagged("PreDeployment"), RULES)).toContain("Purpose=PreDeployment");
    expect(ignoredByItself(tagged("Backup"), RULES)).toBeUndefined();
  });

  it("is ignored when it turns out to be a copy of another, whatever its name", () => {
    for (const name of ["s", "sql-to-parquet-2024-03-01-backdated"])
      expect(verdict(snapshot(name, "10:00:00", { isCopy: true }))).toBe("ignored");
  });

  it("lands when it is backdated, whatever its tags and the day's other snapshots", () => {
    const backdated = snapshot("sql-to-parquet-2024-03-01-backdated", "23:00:00", {
      tags: new Map([["Purpose", "PreDeployment"]]),
    });
    expect(verdict(backdated, [snapshot("first", "01:00:00")])).toBe("lands");
  });
});

describe("the first of a day", () => {
  const first = snapshot("first", "01:00:00");
  const second = snapshot("second", "02:00:00");

  it("lands, and no other", () => {
    expect(verdict(first, [second])).toBe("lands");
    expect(verdict(second, [first])).toBe("ignored");
  });

  it("is told by its name among those of one moment", () => {
    expect(verdict(snapshot("b", "01:00:00"), [snapshot("a", "01:00:00")])).toBe("ignored");
    expect(verdict(snapshot("a", "01:00:00"), [snapshot("b", "01:00:00")])).toBe("lands");
  });

  it.each([
    ["failed", { status: "failed" }],
    ["a copy", { isCopy: true }],
    ["ignored by its tag", { tags: new Map([["Purpose", "PreDeployment"]]) }],
    ["ignored by its name", { name: "x-pre-deploy-1" }],
    ["backdated", { arn: "arn:aws:rds:eu-west-2:123456789012:snapshot:sql-to-parquet-2024-03-01-backdated" }],
  ])("is not one that is %s", (_name, given) => {
    expect(verdict(second, [{ ...first, ...given }])).toBe("lands");
  });

  it("is not decided while an earlier one is being made or deleted", () => {
    expect(verdict(second, [{ ...first, status: "creating" }])).toBe("open");
    expect(verdict(second, [{ ...first, status: "deleting" }])).toBe("open");
    expect(verdict(second, [snapshot("undated", undefined, { status: "creating" })])).toBe("open");
    expect(verdict(first, [{ ...second, status: "creating" }])).toBe("lands");
  });

  it("has landed when its manifest is there, though it is deleted", () => {
    const landed = { name: "gone", createTime: new Date("2024-03-01T00:30:00Z") };
    expect(verdict(first, [], [landed])).toBe("ignored");
    expect(verdict(first, [], [{ ...landed, name: "gone-pre-deploy-1" }])).toBe("lands");
    expect(verdict(first, [], [{ ...landed, createTime: new Date("2024-03-01T03:00:00Z") }])).toBe("lands");
  });

  it("does not matter where all land", () => {
    const rules = { ...RULES, landedSnapshots: "all" } as const;
    const day = (): never => {
      throw new Error("the day was asked for");
    };
    expect(landingVerdict(second, day, rules, NOW)).toEqual({ kind: "lands" });
  });

  it("is exactly one of those that land at all, in whatever order they are listed", () => {
    const any = fc.record({
      minute: fc.integer({ min: 0, max: 3 }),
      pre: fc.boolean(),
      status: fc.constantFrom("available", "failed"),
    });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), fc.nat(), (given, turn) => {
        const all = given.map(({ minute, pre, status }, at) =>
          snapshot(`${pre ? "x-pre-deploy-" : "s"}${at}`, `00:0${minute}:00`, { status }),
        );
        const cut = turn % all.length;
        const listed = [...all.slice(cut), ...all.slice(0, cut)];
        const day = dayOf(listed, [], RULES);
        const able = all.filter(({ name, status }) => !name.startsWith("x") && status === "available");
        const landing = able.filter((one) => landingVerdict(one, () => day, RULES, NOW).kind === "lands");
        expect(landing).toHaveLength(Math.min(1, able.length));
        expect(landing).toEqual(able.filter((one) => one === day.first));
      }),
    );
  });
});
