import fc from "fast-check";
import { seededRandom } from "../../../simulation/kernel/random";

test("one seed always gives the same numbers, another one others", () => {
  const numbers = (seed: number): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.next());
  };

  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
});

test("numbers lie where they are asked for, both ends included", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: -5, max: 5 }), fc.nat(3), (seed, least, width) => {
      const random = seededRandom(seed);
      const drawn = new Set(Array.from({ length: 200 }, () => random.between(least, least + width)));
      expect([...drawn].sort((one, other) => one - other)).toEqual(
        Array.from({ length: width + 1 }, (_, at) => least + at),
      );
    }),
  );
});
