import { awkwardTexts } from "./writing";
import { arrayText } from "./copy-text";
import type { SampleRow } from "./copy-text";

/** Columns of archive.entry after `id` and `remark`, in their order. */
type Edge = readonly (string | number | null)[];

/** The ends of every type's range, and the values that are not numbers or not dates. */
const edges: readonly Edge[] = [
  [
    "4713-01-01 BC",
    "4713-01-01 00:00:00 BC",
    "4713-01-01 00:00:00+00 BC",
    "NaN",
    "NaN",
    "NaN",
    -32768,
    -2147483648,
    "-9223372036854775808",
    "-178000000 years",
    "",
    "\\x",
    "{}",
    "{}",
    "null",
  ],
  [
    "5874897-12-31",
    "294276-12-31 23:59:59.999999",
    "294276-12-31 23:59:59.999999+00",
    "Infinity",
    "Infinity",
    "Infinity",
    32767,
    2147483647,
    "9223372036854775807",
    "178000000 years 11 mons 30 days 23:59:59.999999",
    "1111111111111111",
    "\\x00ff5c78",
    '{NULL,"NULL",""}',
    "{{1,2},{3,NULL}}",
    '"text"',
  ],
  [
    "infinity",
    "infinity",
    "infinity",
    "-Infinity",
    "-Infinity",
    "-Infinity",
    0,
    0,
    "0",
    "00:00:00",
    "0",
    "\\x22270a0d092c",
    '{"a,b","c\\"d","e\\\\f"}',
    "[2:3]={7,8}",
    '{"b": 1, "a": [null, true, 1e400]}',
  ],
  [
    "-infinity",
    "-infinity",
    "-infinity",
    "-0.000000000000000000000000000000000001",
    "-0",
    "-0",
    -1,
    -1,
    "-1",
    "-1 mons +2 days -03:04:05.000006",
    "101",
    "\\xfffefdfc",
    "{line\\\nbreak}",
    "{1}",
    "{}",
  ],
  [
    "0001-01-01",
    "0001-12-31 23:59:59 BC",
    "1582-10-15 00:00:00+01",
    `1${"0".repeat(400)}.${"0".repeat(299)}1`,
    "3.4028235e38",
    "1.7976931348623157e308",
    1,
    1,
    "9007199254740993",
    "1 day",
    "1",
    "\\x61",
    "{😀,𠮷}",
    "{-1,0,1}",
    '{"é": "e\u0301", "": "\\u0007"}',
  ],
  [
    "9999-12-31",
    "9999-12-31 23:59:59.000001",
    "2026-03-29 01:30:00.123456+00",
    "0.10",
    "1e-45",
    "5e-324",
    7,
    7,
    "7",
    "100 years",
    "0000",
    null,
    "{}",
    null,
    "[1, 1.0, 1.00]",
  ],
  [
    "1900-02-28",
    "1999-12-31 24:00:00",
    "1970-01-01 00:00:00-15:59:59",
    "1e-16383",
    "0.1",
    "0.1",
    2,
    2,
    "2",
    "-00:00:01",
    null,
    "\\x00",
    "{x}",
    "{}",
    '"\\ud83d\\ude00"',
  ],
];

const nothing: Edge = edges[0]?.map(() => null) ?? [];

/** @yields rows of archive.entry: every edge, every awkward text, and a row of NULLs */
export function* edgeRows(): Generator<SampleRow> {
  let id = 0;
  for (const edge of [...edges, nothing]) yield [(id += 1), null, ...edge];
  for (const text of awkwardTexts) {
    const rest = nothing.map((_, column) => (column === tagsColumn ? arrayText([text, null, text]) : null));
    yield [(id += 1), text, ...rest];
  }
}

const tagsColumn = 12;
