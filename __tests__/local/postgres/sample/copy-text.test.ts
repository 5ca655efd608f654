import fc from "fast-check";
import { arrayText, copyLine } from "../../../../local/postgres/sample/copy-text";

/** COPY's text format, read back as its documentation describes it. */
function parseLine(line: string): (string | null)[] {
  const meanings: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "\\": "\\" };
  return line
    .slice(0, -1)
    .split("\t")
    .map((field) =>
      field === "\\N" ? null : field.replace(/\\(.)/gs, (_, sign: string) => meanings[sign] ?? sign),
    );
}

it("writes lines that read back as the same values", () => {
  const values = fc.array(fc.option(fc.string({ unit: "binary" })), { minLength: 1 });
  fc.assert(
    fc.property(values, (row) => {
      const line = copyLine(row);
      expect(line.match(/\n/g)).toHaveLength(1);
      expect(parseLine(line)).toEqual(row);
    }),
  );
});

it("writes arrays whose quotes, backslashes and NULLs are what they were", () => {
  expect(arrayText(['a"b', "c\\d", null, "NULL", "", 7])).toBe('{"a\\"b","c\\\\d",NULL,"NULL","","7"}');
});
