import fc from "fast-check";
import { RowChecksum } from "../../../local/verify/row-checksum";

type Row = readonly (string | null)[];

function checksum(rows: readonly Row[]): string {
  const sum = new RowChecksum();
  for (const row of rows) sum.add(row);
  return sum.value;
}

const row = fc.array(fc.option(fc.string()), { minLength: 2, maxLength: 3 });
const rows = fc.array(row, { minLength: 1, maxLength: 8 });

it("does not depend on the order of the rows", () => {
  fc.assert(
    fc.property(
      rows.chain((some) =>
        fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
      ),
      ([some, shuffled]) => {
        expect(checksum(shuffled)).toBe(checksum(some));
      },
    ),
  );
});

it("differs when a value, a NULL, a row or the number of a row's repetitions differs", () => {
  fc.assert(
    fc.property(rows, rows, (left, right) => {
      const sorted = (some: readonly Row[]): string =>
        JSON.stringify(some.map((one) => JSON.stringify(one)).sort());
      expect(checksum(left) === checksum(right)).toBe(sorted(left) === sorted(right));
    }),
  );
});

it.each<[string, Row[], Row[]]>([
  ["NULL and an empty string", [[null]], [[""]]],
  ["a NULL and its sign", [[null]], [["-"]]],
  ["a character that moves to the next value", [["ab", "c"]], [["a", "bc"]]],
  ["swapped values", [["a", "b"]], [["b", "a"]]],
  ["a value that looks like two", [["a", "1:b"]], [["a1:b"]]],
  ["a doubled row", [["a"]], [["a"], ["a"]]],
  [
    "values swapped between rows",
    [
      ["a", "b"],
      ["c", "d"],
    ],
    [
      ["a", "d"],
      ["c", "b"],
    ],
  ],
  ["the same letter composed and decomposed", [["é"]], [["e\u0301"]]],
])("tells apart %s", (_, left, right) => {
  expect(checksum(left)).not.toBe(checksum(right));
});

it("is zero without rows, and 32 digits always", () => {
  expect(checksum([])).toBe("0".repeat(32));
  expect(checksum([["a"]])).toMatch(/^[0-9a-f]{32}$/);
});

it("stays within 128 bits however often a row is added", () => {
  const sum = new RowChecksum();
  for (let n = 0; n < 1000; n++) sum.add([String(n)]);
  expect(sum.value).toMatch(/^[0-9a-f]{32}$/);
  expect(sum.rows).toBe(1000);
});
