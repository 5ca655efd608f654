import fc from "fast-check";
import { partSize, partsOf } from "../../../functions/copier/parts";
import { S3_MAX_COPY_BYTES, S3_MAX_OBJECT_BYTES } from "../../../functions/shared/limits";

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const sizes = fc.oneof(
  fc.integer({ min: 1, max: 20 * GIB }),
  fc.maxSafeInteger().map((any) => (Math.abs(any) % S3_MAX_OBJECT_BYTES) + 1),
  fc.constantFrom(1, 5 * GIB + 1, 10_000 * 512 * MIB, 10_000 * 512 * MIB + 1, S3_MAX_OBJECT_BYTES),
);

describe("the parts of a file", () => {
  it("are its bytes, in order, each once", () => {
    fc.assert(
      fc.property(sizes, (size) => {
        let [end, number] = [-1, 0];
        for (const part of partsOf(size)) {
          // One expectation for each of 10,000 parts would take most of the test's time.
          if (part.number !== number + 1 || part.first !== end + 1 || part.last < part.first)
            throw new Error(`unexpected after byte ${end}: ${JSON.stringify(part)}`);
          [end, number] = [part.last, part.number];
        }
        expect(end).toBe(size - 1);
      }),
      { numRuns: 40 },
    );
  });

  it("are what S3 takes: 10,000 at most, of 5 MiB at least and 5 GiB at most", () => {
    fc.assert(
      fc.property(sizes, (size) => {
        expect(Math.ceil(size / partSize(size))).toBeLessThanOrEqual(10_000);
        expect(partSize(size)).toBeLessThanOrEqual(S3_MAX_COPY_BYTES);
        expect(partSize(size)).toBeGreaterThanOrEqual(5 * MIB);
      }),
    );
  });

  it("are several for any file that must be copied in parts, to be copied side by side", () => {
    expect([...partsOf(S3_MAX_COPY_BYTES + 1)].length).toBeGreaterThan(4);
  });
});
