import fc from "fast-check";
import { LowWaterMark } from "../../../functions/copier/low-water-mark";

describe("the low-water mark", () => {
  it("is the last key before which nothing is undone, in whatever order the work ends", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ copied: fc.boolean(), order: fc.nat() })), fc.nat(), (items, ends) => {
        const mark = new LowWaterMark("start");
        const keys = items.map((_, at) => `key ${at}`);
        const undone = new Set<number>();
        const work = items.flatMap(({ copied, order }, at) => {
          const key = keys[at] ?? "";
          if (!copied) {
            mark.pass(key);
            return [];
          }
          undone.add(at);
          return [{ at, order, done: mark.begin(key) }];
        });
        const expected = (): string => {
          const first = Math.min(items.length, ...undone);
          return first === 0 ? "start" : (keys[first - 1] ?? "");
        };
        expect(mark.key).toBe(expected());
        for (const { at, done } of work.sort((one, other) => one.order - other.order).slice(0, ends)) {
          done();
          undone.delete(at);
          expect(mark.key).toBe(expected());
        }
      }),
    );
  });

  it("is none before the first item is done", () => {
    const mark = new LowWaterMark();
    const done = mark.begin("a");
    mark.pass("b");
    expect(mark.key).toBeUndefined();
    done();
    expect(mark.key).toBe("b");
  });
});
