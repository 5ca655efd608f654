import fc from "fast-check";
import type { Snapshot } from "../../../functions/export/snapshot";
import { isLegalTaskId, taskIds } from "../../../functions/export/task-id";

function snapshot(name: string, createTime = "2024-03-01T00:00:00.000Z"): Snapshot {
  return {
    arn: `arn:aws:rds:eu-west-2:123456789012:snapshot:${name}`,
    name,
    instance: "db1",
    status: "available",
    createTime: new Date(createTime),
    isCopy: false,
    tags: new Map(),
  };
}

function first(count: number, given: Snapshot, repetition = 1): string[] {
  const ids = taskIds(given, repetition);
  return Array.from({ length: count }, () => ids.next().value);
}

describe("isLegalTaskId", () => {
  it.each(["a", "rds-db-1", "A1-b2", "a".repeat(60)])("accepts %s", (id) => {
    expect(isLegalTaskId(id)).toBe(true);
  });
  it.each(["", "1a", "-a", "a-", "a--b", "a:b", "a_b", "ä", "a".repeat(61)])("refuses %j", (id) => {
    expect(isLegalTaskId(id)).toBe(false);
  });
});

describe("taskIds", () => {
  it("is the snapshot's own name with a hyphen for every colon", () => {
    expect(first(1, snapshot("awsbackup:job:1"))).toEqual(["awsbackup-job-1"]);
  });

  it("goes on with a hash, and then with repetitions, for ever", () => {
    expect(first(4, snapshot("s1"))).toEqual([
      "s1",
      expect.stringMatching(/^s1-[0-9a-f]{10}$/),
      "s1-r2",
      expect.stringMatching(/^s1-[0-9a-f]{10}-r2$/),
    ]);
  });

  it("starts with the repetition that is due", () => {
    expect(first(1, snapshot("s1"), 3)).toEqual(["s1-r3"]);
  });

  it("never ends in a hyphen where a long name is cut (defect 11)", () => {
    const name = `rds:${"a".repeat(44)}-2024-03-01-00-10`;
    expect(first(1, snapshot(name))[0]).toMatch(/^rds-a{44}-[0-9a-f]{10}$/);
  });

  it("tells long names apart that begin alike (defect 11)", () => {
    const start = "a".repeat(60);
    expect(first(1, snapshot(`${start}-1`))).not.toEqual(first(1, snapshot(`${start}-2`)));
  });

  it("tells apart two snapshots of one name, and not one snapshot with and without milliseconds", () => {
    const [, hashed] = first(2, snapshot("s1", "2024-03-01T00:00:00.000Z"));
    expect(first(2, snapshot("s1", "2024-03-01T00:00:00.900Z"))[1]).toBe(hashed);
    expect(first(2, snapshot("s1", "2024-03-02T00:00:00.000Z"))[1]).not.toBe(hashed);
  });

  it("is always what RDS takes, and never the same twice", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 255 }), fc.integer({ min: 1, max: 1000 }), (name, repetition) => {
        const ids = first(6, snapshot(name), repetition);
        for (const id of ids) expect([id, isLegalTaskId(id)]).toEqual([id, true]);
        expect(new Set(ids).size).toBe(6);
      }),
    );
  });
});
