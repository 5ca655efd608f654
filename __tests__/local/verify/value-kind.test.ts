import fc from "fast-check";
import { canonicalFromParquet, canonicalFromPostgres } from "../../../local/verify/value-kind";
import type { ValueKind } from "../../../local/verify/value-kind";

it.each<[ValueKind, string, unknown]>([
  ["boolean", "t", true],
  ["boolean", "f", false],
  ["integer16", "-32768", -32768],
  ["integer32", "2147483647", 2147483647],
  ["integer64", "9223372036854775807", 9223372036854775807n],
  ["float32", "0.1", Math.fround(0.1)],
  ["float32", "3.4028235e+38", 3.4028234663852886e38],
  ["float32", "1e-45", 1.401298464324817e-45],
  ["float64", "1e+308", 1e308],
  ["float64", "NaN", NaN],
  ["float64", "-Infinity", -Infinity],
  ["float64", "-0", -0],
  ["bytes", "\\x00ff5c", new Uint8Array([0, 255, 92])],
  ["bytes", "\\x", new Uint8Array()],
  ["text", "", ""],
  ["text", "\ufeffa", "\ufeffa"],
])("takes PostgreSQL's %s %s for Parquet's %p", (kind, text, value) => {
  expect(canonicalFromParquet(kind, value)).toBe(canonicalFromPostgres(kind, text));
});

it.each<[ValueKind, string, unknown]>([
  ["boolean", "t", false],
  ["float32", "0.1", 0.1],
  ["float64", "0", -0],
  ["float64", "NaN", 0],
  ["integer64", "9007199254740993", 9007199254740992n],
  ["bytes", "\\x00", new Uint8Array()],
  ["text", "a", "a "],
])("tells PostgreSQL's %s %s from Parquet's %p", (kind, text, value) => {
  expect(canonicalFromParquet(kind, value)).not.toBe(canonicalFromPostgres(kind, text));
});

it.each<[ValueKind, unknown]>([
  ["boolean", 1],
  ["boolean", "true"],
  ["integer32", 1.5],
  ["integer32", "1"],
  ["float64", "1"],
  ["bytes", "00"],
  ["text", 1],
  ["text", new Uint8Array()],
])("refuses a value that is not %s: %p", (kind, value) => {
  expect(() => canonicalFromParquet(kind, value)).toThrow(`expected ${kind}, got`);
});

it("takes every double that PostgreSQL prints in its shortest form for the same double", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      const text = Object.is(value, -0) ? "-0" : String(value);
      expect(canonicalFromPostgres("float64", text)).toBe(canonicalFromParquet("float64", value));
    }),
  );
});

it("keeps NULL", () => {
  for (const nothing of [null, undefined]) expect(canonicalFromParquet("text", nothing)).toBeNull();
  expect(canonicalFromPostgres("bytes", null)).toBeNull();
});
