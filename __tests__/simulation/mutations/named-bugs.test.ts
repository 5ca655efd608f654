import path from "node:path";
import { judgeRun } from "../../../simulation/batch/judge-run";
import { readCorpus } from "../../../simulation/corpus/read-corpus";
import { firstCatch, planList, sizeOf, smaller } from "../../../simulation/mutations/hunt";
import { mutated } from "../../../simulation/mutations/mutated-handlers";
import { NAMED_BUGS } from "../../../simulation/mutations/named-bugs";
import { runPlan } from "../../../simulation/run-plan";
import { IDLE, planOf, snapshotOf } from "../support/plans";

const root = path.resolve(__dirname, "../../..");
const idle = (plan: Parameters<typeof runPlan>[0]): ReturnType<typeof runPlan> =>
  runPlan(plan, { handlers: IDLE });

describe("bugs that have names", () => {
  it("are ten or more, of different names and texts", () => {
    expect(new Set(NAMED_BUGS.map(({ name }) => name)).size).toBe(NAMED_BUGS.length);
    expect(new Set(NAMED_BUGS.map(({ file, search }) => file + search)).size).toBe(NAMED_BUGS.length);
    expect(NAMED_BUGS.length).toBeGreaterThanOrEqual(10);
  });

  it.each(NAMED_BUGS.map((bug) => [bug.name, bug] as const))(
    "%s: the source still holds its text once",
    (_, bug) => {
      expect(mutated(root, bug).text).toContain(bug.replacement);
    },
  );

  it("are out of date when the source has changed", () => {
    const stale = { file: "functions/copier/export-prefix.ts", search: "no such text", replacement: "" };
    expect(() => mutated(root, stale)).toThrow(
      "functions/copier/export-prefix.ts holds the text to be changed 0 times, expected once",
    );
    expect(() => mutated(root, { ...stale, search: "prefix" })).toThrow("times, expected once");
  });
});

describe("the hunt for a bug", () => {
  const plan = planOf({
    snapshots: [snapshotOf(), snapshotOf({ at: 9000, name: "rds:db1-2024-02-27-08-30" })],
    faults: [{ kind: "event", of: "backup", nth: 9, effect: "lost" }],
  });
  const plans = planList([{ name: "written down", plan }], 1, 1);

  it("ends at the first run that breaks an invariant, and makes its plan smaller", async () => {
    const caught = await firstCatch(plans, idle);
    if (caught === undefined) throw new Error("functions that do nothing break no invariant");
    expect(caught).toMatchObject({ run: 0, violations: [{ invariant: "every snapshot ends" }, {}] });
    const smallest = await smaller(caught, idle, { plans: 50, seconds: 20 });
    expect(sizeOf(smallest)).toBe("1 snapshot, 0 files, no fault");
    expect((await judgeRun(smallest, idle)).violations).not.toEqual([]);
  });

  it("does not count what the shipped functions break, too", async () => {
    expect(await firstCatch(plans, idle, idle)).toBeUndefined();
  });

  it("takes the plans that are written down first, then those of a seed", () => {
    const all = planList(readCorpus(root), 3, 300);
    expect(all.at(0)).toEqual(readCorpus(root)[0]?.plan);
    expect(all.at(299)).toEqual(planList([], 3, 300).at(299 - readCorpus(root).length));
  });
});
