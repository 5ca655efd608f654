/** A value as a row of the sample holds it; text is in PostgreSQL's input form of the column's type. */
export type SampleValue = string | number | bigint | boolean | null;
export type SampleRow = readonly SampleValue[];

/** @returns one line of COPY's text format, line end included */
export function copyLine(row: SampleRow): string {
  return `${row.map(copyField).join("\t")}\n`;
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function copyField(value: SampleValue): string {
  if (value === null) return "\\N";
  if (typeof value !== "string") return String(value);
  return /[\\\n\r\t]/.test(value) ? value.replace(/[\\\n\r\t]/g, (found) => escapes[found] ?? found) : value;
}

/** @returns PostgreSQL's text form of an array; null elements stay NULL */
export function arrayText(elements: readonly (string | number | null)[]): string {
  const quoted = elements.map((element) =>
    element === null ? "NULL" : `"${String(element).replace(/["\\]/g, (found) => `\\${found}`)}"`,
  );
  return `{${quoted.join(",")}}`;
}
