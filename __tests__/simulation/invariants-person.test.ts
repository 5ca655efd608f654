import { ruleFor } from "../../simulation/invariants/ignoring-rules";
import { runFacts } from "../../simulation/invariants/run-facts";
import type { Fault, Plan } from "../../simulation/plan/plan";
import { runPlan } from "../../simulation/run-plan";
import type { ExportHistory, History } from "../../simulation/world/history";
import { broken, landed, letter, lost, met, plan, TARGET } from "./support/histories";
import { IDLE, planOf } from "./support/plans";

const HOUR = 3600;

describe("somebody who exports a snapshot by hand", () => {
  const byHand: Fault = { kind: "export-by-hand", at: 10 * HOUR, snapshot: 0, name: "by-hand" };
  const key = "by-hand/app/public.users/1/4711-x.parquet";
  /** @param startedAt of the export that he begins, in seconds of the run */
  const history = (startedAt: number): History => ({
    ...landed,
    ...met(byHand),
    exports: landed.exports.flatMap((each): ExportHistory[] => [
      each,
      {
        ...each,
        taskId: "by-hand",
        byHand: true,
        startedAt,
        endedAt: startedAt + 120,
        files: new Map([[key, 7]]),
      },
    ]),
  });

  it("makes no second landing, and is no export of the pipeline's", () => {
    expect(broken(history(10 * HOUR), plan([byHand]))).toEqual([]);
    const file = { bytes: 7, writtenAt: 36_200, source: `export-bucket/${key}` };
    const twice = new Map([...landed.zone, [TARGET.replace("x.", "4711-x."), file]]);
    expect(broken({ ...history(10 * HOUR), zone: twice }, plan([byHand]))).toContain("rows land once");
  });

  it("finds what a letter told of still lying in the zone, when his own export is told of, too", () => {
    const file = { bytes: 7, writtenAt: 36_200, source: `export-bucket/${key}` };
    const zone = new Map([...landed.zone, [TARGET.replace("x.", "4711-x."), file]]);
    const stranger: Fault = { kind: "foreign-file", snapshot: 0, table: 0 };
    const both: History = {
      ...history(10 * HOUR),
      ...lost,
      exports: history(10 * HOUR).exports,
      zone,
      injected: [byHand, stranger].map((fault) => ({ fault, times: 1 })),
    };
    const first = letter("UNKNOWN_FILES_IN_ZONE", "public.users holds z.parquet");
    const his = { ...first, letter: first.letter && { ...first.letter, exportTask: "by-hand" } };
    const of = plan([byHand, stranger]);
    expect(broken({ ...both, letters: [first, his] }, of)).toEqual([]);
    expect(broken({ ...both, letters: [first] }, of)).toEqual(["rows land once"]);
    const { manifests } = landed;
    expect(broken({ ...both, letters: [first, his], manifests }, of)).toContain("rows land once");
  });

  it("makes one that a rule ignores the first of its day", () => {
    const [ignored] = plan().snapshots.map((each) => ({ ...each, tags: { Purpose: "PreDeployment" } }));
    const [next] = plan().snapshots.map((each) => ({ ...each, name: "rds:c1-b", at: 3600 }));
    const of = { ...plan([byHand], { landedSnapshots: "first_of_day" }), snapshots: [ignored, next] } as Plan;
    const seen = landed.snapshots.flatMap((each) => [each, { ...each, planned: 1, arn: `${each.arn}-b` }]);
    const ruleOfNext = (exports: History["exports"]): string | undefined => {
      const facts = runFacts(of, { ...landed, snapshots: seen, exports });
      return facts.snapshots.map((each) => ruleFor(each, facts).kind)[1];
    };
    expect(ruleOfNext(history(10 * HOUR).exports)).toBe("either");
    expect(ruleOfNext([])).toBe("lands");
  });

  it("may be told that the snapshot has landed, and nobody else may", () => {
    const letters = [letter("ALREADY_LANDED_AS")];
    expect(broken({ ...history(10 * HOUR), letters }, plan([byHand]))).toEqual([]);
    expect(broken({ ...landed, letters })).toEqual(["letters are explained"]);
  });

  it("has done the pipeline's work when he comes first", () => {
    expect(broken(history(10), plan([byHand]))).toEqual(["exports are few"]);
  });

  it("begins an export with the name that he gives it, where RDS lists the snapshot", async () => {
    const early: Fault = { ...byHand, at: 60, name: "too-early" };
    const { exports, injected } = await runPlan(planOf({ faults: [early, byHand] }), { handlers: IDLE });
    expect(exports).toMatchObject([{ taskId: "by-hand", byHand: true, planned: 0, status: "COMPLETE" }]);
    expect(injected).toEqual([{ fault: byHand, times: 1 }]);
  });
});

describe("somebody who redrives the letters", () => {
  const denied: Fault = { kind: "call", operation: "s3:CopyObject", nth: 1, times: 1, effect: "denied" };
  const redrive: Fault = { kind: "redrive", at: 8 * HOUR };
  const told = (...at: number[]): readonly string[] =>
    broken(
      {
        ...lost,
        injected: [denied, redrive].map((fault) => ({ fault, times: 1 })),
        letters: at.map((second) => ({ ...letter("ACCESS_DENIED"), at: second })),
      },
      plan([denied, redrive]),
    );

  it("sees the snapshot land, or another letter", () => {
    expect(told(400, 8 * HOUR + 1)).toEqual([]);
    expect(told(400)).toEqual(["every snapshot ends"]);
  });

  it("gives each message back to the queue that it came from, once", async () => {
    const settings = { reconciliationIntervalInHours: 0 };
    const again: Fault = { ...redrive, at: 9 * HOUR };
    const { manifests, letters, messages } = await runPlan(
      planOf({ settings, faults: [denied, redrive, again] }),
    );
    expect(letters.map((each) => each.letter?.code)).toEqual(["ACCESS_DENIED"]);
    expect(manifests).toHaveLength(1);
    expect(messages).toMatchObject({ left: 0, deadLettered: 0 });
  });
});
