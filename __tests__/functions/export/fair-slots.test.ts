import fc from "fast-check";
import { FairnessModel } from "../../support/functions/fairness-model";

/** Which running export ends next, and how long after the last one. */
const seconds = fc.oneof(fc.integer({ min: 5, max: 120 }), fc.integer({ min: 5, max: 900 }));
const ends = fc.array(fc.record({ which: fc.nat(), seconds }), { minLength: 300, maxLength: 300 });
const instances = fc.integer({ min: 6, max: 24 });

describe("the five slots, while many snapshots wait", () => {
  it("go to the oldest snapshot when reconciliation passes between two looks of a turn, and nobody starves", async () => {
    await fc.assert(
      fc.asyncProperty(instances, ends, fc.boolean(), async (count, order, shuffled) => {
        const model = new FairnessModel({ count, shuffled, reconciles: true });
        await model.fillSlots();
        await model.run(order);
        const times = model.started.slice(model.firstWaiting).map(({ createTime }) => createTime?.getTime());
        expect(model.started).toHaveLength(count);
        expect(times).toEqual([...times].sort((one = 0, other = 0) => one - other));
      }),
      { numRuns: 12 },
    );
  });

  it("go to everybody, one start for each slot that becomes free, without reconciliation", async () => {
    await fc.assert(
      fc.asyncProperty(instances, ends, fc.boolean(), async (count, order, shuffled) => {
        const model = new FairnessModel({ count, shuffled, reconciles: false });
        await model.fillSlots();
        await model.run(order);
        expect(model.started).toHaveLength(count);
        expect(model.freed).toBeLessThanOrEqual(count);
        expect(model.longestIdleSeconds).toBeLessThanOrEqual(2 * 900 + 2 * 35);
      }),
      { numRuns: 12 },
    );
  });
});
