import { inspect } from "node:util";

/** What a value is compared as, on both sides. */
export type ValueKind =
  "boolean" | "integer16" | "integer32" | "integer64" | "float32" | "float64" | "bytes" | "text";

/** A value that does not have the form its column asks for. */
export class ValueError extends Error {
  override readonly name = "ValueError";
}

/** @returns the canonical form of what PostgreSQL printed for a value */
export function canonicalFromPostgres(kind: ValueKind, text: string | null): string | null {
  if (text === null) return null;
  switch (kind) {
    case "boolean":
      return text === "t" ? "true" : "false";
    case "float32":
      return canonicalNumber(Math.fround(Number(text)));
    case "float64":
      return canonicalNumber(Number(text));
    case "bytes":
      return text.slice("\\x".length);
    case "integer16":
    case "integer32":
    case "integer64":
    case "text":
      return text;
  }
}

/**
 * @returns the canonical form of a value that was read from Parquet
 * @throws ValueError when it is of another kind
 */
export function canonicalFromParquet(kind: ValueKind, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "boolean":
      if (typeof value === "boolean") return String(value);
      break;
    case "float32":
    case "float64":
      if (typeof value === "number") return canonicalNumber(value);
      break;
    case "bytes":
      if (value instanceof Uint8Array)
        return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
      break;
    case "integer16":
    case "integer32":
    case "integer64":
      if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value)))
        return String(value);
      break;
    case "text":
      if (typeof value === "string") return value;
      break;
  }
  throw new ValueError(`expected ${kind}, got ${typeof value} ${inspect(value).slice(0, 80)}`);
}

/** Negative zero is a value of its own, which String() would hide. */
const canonicalNumber = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));
