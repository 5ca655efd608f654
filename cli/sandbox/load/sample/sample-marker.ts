import { createHash } from "node:crypto";
import { constraintsSql, schemaSql } from "../../../../local/postgres/sample/schema";

/** Which sample a schema is part of. */
export interface SampleMarker {
  readonly seed: number;
  /** Rows asked for, of the largest table. */
  readonly rows: number;
  /** Rows of all tables. */
  readonly totalRows: number;
  /** Which tables; another version of this project may have others. */
  readonly definition: string;
}

const DEFINITION_DIGITS = 12;

/** Of this version's sample. */
export const sampleDefinition: string = createHash("sha256")
  .update(schemaSql)
  .update(constraintsSql)
  .digest("hex")
  .slice(0, DEFINITION_DIGITS);

const BEGINNING = "Sample of db-snapshot-to-s3";

/** The comment on each schema of the sample. */
export function markerText({ seed, rows, totalRows, definition }: SampleMarker): string {
  return `${BEGINNING}: seed ${seed}, size ${rows}, ${totalRows} rows in all, definition ${definition}`;
}

/** @returns what a schema's comment says; undefined when it is not ours */
export function parseMarker(comment: string | null): SampleMarker | undefined {
  const found =
    /^Sample of db-snapshot-to-s3: seed (\d+), size (\d+), (\d+) rows in all, definition ([0-9a-f]+)$/.exec(
      comment ?? "",
    );
  if (found === null) return undefined;
  const [, seed, rows, totalRows, definition = ""] = found;
  return { seed: Number(seed), rows: Number(rows), totalRows: Number(totalRows), definition };
}
