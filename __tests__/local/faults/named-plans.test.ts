import { NAMED_PLANS, NAMED_PLAN_WORDS, namedPlan } from "../../../local/faults/named-plans";
import { parseFaults } from "../../../local/faults/parse-faults";
import { writeShortForm } from "../../../local/faults/short-form";

const around = { zoneBucket: "zone", table: "repairs.request", snapshots: 2 };

describe("named plans", () => {
  it.each(NAMED_PLANS)("%s is a plan that a person could have written", (name) => {
    const plan = namedPlan(name, around);
    const words = plan.faults.map(writeShortForm);
    expect(parseFaults(words, () => undefined)).toEqual(plan);
    expect(parseFaults(["plan.json"], () => JSON.stringify(plan))).toEqual(plan);
    for (const text of Object.values(NAMED_PLAN_WORDS[name])) expect(text).not.toContain("\n");
  });

  it("are about the run that they happen in", () => {
    expect(namedPlan("lost-event", around).faults).toMatchObject([{ after: 2, times: 2 }]);
    expect(namedPlan("copy", around).faults[0]?.resource).toBe("arn:aws:s3:::zone/*/repairs.request/*");
  });
});
