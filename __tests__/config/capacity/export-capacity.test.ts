import * as fc from "fast-check";
import { capacityReport, exportCapacity } from "../../../config/capacity/export-capacity";

it.each([
  [0, 0, 0, 0, true],
  [1, 1, 15, 20, true],
  [5, 1, 15, 20, true],
  [6, 2, 30, 40, true],
  [360, 72, 1080, 1440, true],
  [361, 73, 1095, 1460, false],
])("%d instances take %d rounds of five", (instances, rounds, fast, slow, fitsInADay) => {
  expect(exportCapacity(instances)).toEqual({ instances, rounds, minutes: { fast, slow }, fitsInADay });
});

it("never takes less time for more instances", () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(100), (some, more) => {
      expect(exportCapacity(some + more).minutes.slow).toBeGreaterThanOrEqual(
        exportCapacity(some).minutes.slow,
      );
    }),
  );
});

it.each([-1, 1.5, NaN])("refuses %d instances", (instances) => {
  expect(() => exportCapacity(instances)).toThrow(RangeError);
});

it.each([
  [0, ["rds_instance_ids is empty: no event subscription, nothing will be exported"]],
  [
    1,
    [
      "1 instance, 5 exports at once per account: 1 round, about 15 to 20 minutes a day (assuming 15 to 20 minutes per export, as for small databases)",
    ],
  ],
  [
    40,
    [
      "40 instances, 5 exports at once per account: 8 rounds, about 2 to 2.7 hours a day (assuming 15 to 20 minutes per export, as for small databases)",
    ],
  ],
])("says what %d instances mean", (instances, lines) => {
  expect(capacityReport(exportCapacity(instances))).toEqual(lines);
});

it("warns when a day is not enough", () => {
  expect(capacityReport(exportCapacity(500)).at(-1)).toMatch(
    /^warning: a day is not enough for 500 instances/,
  );
});
