import fc from "fast-check";
import { forEachConcurrently } from "../../../functions/copier/for-each-concurrently";

async function* count(to: number, failAt?: number): AsyncGenerator<number, void> {
  for (let at = 0; at < to; at++) {
    await Promise.resolve();
    if (at === failAt) throw new Error("source failed");
    yield at;
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("forEachConcurrently", () => {
  it("does every item once, with no more in flight than allowed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        async (items, limit) => {
          const done: number[] = [];
          let inFlight = 0;
          const { failures } = await forEachConcurrently(count(items), limit, async (item) => {
            expect(++inFlight).toBeLessThanOrEqual(limit);
            await turn();
            inFlight--;
            done.push(item);
          });
          expect(failures).toEqual([]);
          expect(done.sort((one, other) => one - other)).toEqual([...Array(items).keys()]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("begins nothing after the first failure, but awaits what runs", async () => {
    const begun: number[] = [];
    const ended: number[] = [];
    const { failures } = await forEachConcurrently(count(100), 4, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error("second failed");
      await turn();
      await turn();
      ended.push(item);
    });
    expect(failures).toEqual([new Error("second failed")]);
    expect(begun.length).toBeLessThanOrEqual(5);
    expect(ended).toEqual(begun.filter((item) => item !== 1));
  });

  it("reports a failure of the source", async () => {
    const { failures } = await forEachConcurrently(count(100, 10), 4, turn);
    expect(failures).toEqual([new Error("source failed")]);
  });
});
