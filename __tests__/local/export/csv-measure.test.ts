import fc from "fast-check";
import { CsvMeasure } from "../../../local/export/csv-measure";

const field = (value: string | null): string => (value === null ? "" : `"${value.replaceAll('"', '""')}"`);

it("counts rows, bytes and the longest row, however the text is cut into pieces", () => {
  const value = fc.option(fc.string({ unit: fc.constantFrom('"', "\n", ",", "a", "é", "😀", "\r") }));
  const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 4 }), { maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), (table, pieceBytes) => {
      const lines = table.map((row) => Buffer.from(`${row.map(field).join(",")}\n`));
      const text = Buffer.concat(lines);
      const measure = new CsvMeasure();
      for (let start = 0; start < text.length; start += pieceBytes)
        measure.add(text.subarray(start, start + pieceBytes));
      expect(measure.rows).toBe(table.length);
      expect(measure.bytes).toBe(text.length);
      expect(measure.longestRow).toBe(Math.max(0, ...lines.map(({ length }) => length)));
    }),
  );
});

it("finds where a row ends that began in an earlier piece, and no end inside quotes", () => {
  const measure = new CsvMeasure();
  measure.add(Buffer.from('1,"a'));
  expect(measure.rowEnd(Buffer.from('\nb""\n'))).toBeUndefined();
  expect(measure.rowEnd(Buffer.from('\nb"\n1,"c"\n'))).toBe(4);
  // Looking changes nothing.
  measure.add(Buffer.from('\nb"\n'));
  expect(measure).toMatchObject({ rows: 1, longestRow: 8 });
});
