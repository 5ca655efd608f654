import fc from "fast-check";
import { EventQueue } from "../../../simulation/kernel/event-queue";

test("events come out by time, and of one time in the order in which they were planned", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const queue = new EventQueue();
      times.forEach((at, order) => {
        queue.add({ at, order, happen: () => undefined, background: false, cancelled: false });
      });
      const taken = times.map(() => queue.take()).map((event) => [event?.at, event?.order]);

      const expected = times.map((at, order) => [at, order] as const);
      expected.sort(([at, order], [otherAt, otherOrder]) => at - otherAt || order - otherOrder);
      expect(taken).toEqual(expected);
      expect(queue.take()).toBeUndefined();
    }),
  );
});
