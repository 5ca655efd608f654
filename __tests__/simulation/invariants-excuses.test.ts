import type { Fault, Plan } from "../../simulation/plan/plan";
import type { History } from "../../simulation/world/history";
import { broken, landed, letter, lost, met, plan } from "./support/histories";

const HOUR = 3600;
const fails: Fault = { kind: "export-task", nth: 1, effect: "fails" };

/** The plan with its one snapshot changed. */
const planWith = (given: Partial<Plan["snapshots"][number]>, of: Plan = plan()): Plan => ({
  ...of,
  snapshots: of.snapshots.map((each) => ({ ...each, ...given })),
});
/** The history, in which that snapshot is deleted at a second of the run. */
const deleted = (history: History, deletedAt: number): History => ({
  ...history,
  snapshots: history.snapshots.map((each) => ({ ...each, deletedAt })),
});
const unexported: History = { ...lost, exports: [] };
const MISSING = ["every snapshot ends"];

describe("a deletion excuses what was never exported", () => {
  const manual = planWith({ type: "manual" });

  it("before a look could find it due, and no later", () => {
    expect(broken(deleted(unexported, 2 * HOUR), manual)).toEqual([]);
    // The look of the sixth hour may have come just before it.
    expect(broken(deleted(unexported, 7 * HOUR), manual)).toEqual([]);
    expect(broken(deleted(unexported, 48 * HOUR), manual)).toEqual(MISSING);
  });

  it("before its events could arrive, where they tell of it", () => {
    expect(broken(deleted(unexported, HOUR), plan())).toEqual([]);
    expect(broken(deleted(unexported, 5 * HOUR), plan())).toEqual(MISSING);
    expect(broken(deleted(unexported, 5 * HOUR), plan([], { reconciliationIntervalInHours: 0 }))).toEqual(
      MISSING,
    );
  });

  it("as long as a fault may have kept the looks from it", () => {
    const slots: Fault = { kind: "slots-taken", slots: 5, from: 0, to: 40 * HOUR };
    const message: Fault = { kind: "message-lost", queue: "export", nth: 1 };
    const whenMet = (fault: Fault, hours: number): readonly string[] =>
      broken(deleted({ ...unexported, ...met(fault) }, hours * HOUR), { ...manual, faults: [fault] });
    expect(whenMet(slots, 43)).toEqual([]);
    expect(whenMet(slots, 48)).toEqual(MISSING);
    expect(whenMet(message, 13)).toEqual([]);
    expect(whenMet(message, 48)).toEqual(MISSING);
  });

  it("always where nobody looks, or nobody knows whether it is the first of its day", () => {
    const unseen = planWith({ type: "manual" }, plan([], { reconciliationIntervalInHours: 0 }));
    expect(broken(deleted(unexported, 48 * HOUR), unseen)).toEqual([]);
    const tagged = planWith({ type: "manual", tags: { Purpose: "PreDeployment" }, taggedAfter: HOUR });
    expect(broken(deleted(unexported, 48 * HOUR), tagged)).toEqual([]);
  });
});

describe("a deletion excuses that an export that failed is the last", () => {
  const failed: History = {
    ...lost,
    ...met(fails),
    exports: landed.exports.map((each) => ({ ...each, status: "FAILED" })),
    letters: [letter("EXPORT_FAILED")],
  };

  it("before a look could have it made again, and no later", () => {
    expect(broken(deleted(failed, 2 * HOUR), plan([fails]))).toEqual([]);
    expect(broken(deleted(failed, 7 * HOUR), plan([fails]))).toEqual([]);
    expect(broken(deleted(failed, 120 * HOUR), plan([fails]))).toEqual(MISSING);
  });

  it("not because somebody plans to delete it after the run", () => {
    expect(broken(failed, planWith({ deletedAfter: 5000 * HOUR }, plan([fails])))).toEqual(MISSING);
  });
});

describe("lost events excuse, where nobody looks,", () => {
  const events = [2, 4].map((nth): Fault => ({ kind: "event", of: "backup", nth, effect: "lost" }));
  const of: Plan = { ...plan(events, { reconciliationIntervalInHours: 0 }) };
  /** @param lostEvents of the snapshot that was not exported */
  const whenLost = (lostEvents: number): readonly string[] =>
    broken(
      {
        ...unexported,
        injected: events.map((fault) => ({ fault, times: 1 })),
        snapshots: unexported.snapshots.map((each) => ({ ...each, lostEvents })),
      },
      of,
    );

  it("only the snapshot whose backup lost both", () => {
    expect(whenLost(2)).toEqual([]);
    expect(whenLost(1)).toEqual(MISSING);
  });
});
