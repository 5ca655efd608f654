import type { Client } from "pg";
import * as z from "zod";
import type { Heap } from "./catalogue";
import type { Part } from "./plan-parts";

/** @returns SQL that is true for the rows of a part's pages */
export type PageCondition = (part: Part) => string;

export interface HeapExtent {
  readonly rows: number;
  readonly condition: PageCondition;
}

const versionSchema = z.object({ version: z.coerce.number() });
const countSchema = z.object({ rows: z.coerce.number() });
const itemsSchema = z.object({ rows: z.coerce.number(), items: z.number() });

/** From this version on, a range of ctid is read without reading the rest (PostgreSQL 14, release notes). */
const rangeScans = 140_000;

/**
 * Counts a table's rows, and finds how a run of its pages is read on this version of PostgreSQL.
 *
 * @param pages pages of the table as it is now
 */
export async function heapExtent(
  client: Client,
  { schema, table }: Pick<Heap, "schema" | "table">,
  pages: number,
): Promise<HeapExtent> {
  const from = `ONLY ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
  const ask = async (sql: string): Promise<unknown> => (await client.query(sql)).rows[0];
  const { version } = versionSchema.parse(
    await ask("SELECT current_setting('server_version_num') AS version"),
  );
  if (version >= rangeScans) {
    const { rows } = countSchema.parse(await ask(`SELECT count(*) AS rows FROM ${from}`));
    return { rows, condition: pageRange };
  }
  const { rows, items } = itemsSchema.parse(
    await ask(
      `SELECT count(*) AS rows, coalesce(max(split_part(rtrim(ctid::text, ')'), ',', 2)::int), 0) AS items FROM ${from}`,
    ),
  );
  return { rows, condition: rowAddresses(pages, items) };
}

const pageRange: PageCondition = ({ firstPage, endPage }) => {
  const end = endPage === undefined ? "" : ` AND ctid < '(${endPage},0)'`;
  return `ctid >= '(${firstPage},0)'${end}`;
};

/** Every address that a row of these pages can have: older versions go straight to addresses, not to ranges. */
const rowAddresses =
  (pages: number, items: number): PageCondition =>
  ({ firstPage, endPage = pages }) =>
    `ctid = ANY (ARRAY(SELECT format('(%s,%s)', page, item)::tid
       FROM generate_series(${firstPage}, ${endPage - 1}) page, generate_series(1, ${items}) item))`;
