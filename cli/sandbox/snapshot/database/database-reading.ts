import type { Client } from "pg";
import { beginQuietly } from "../../../../local/postgres/begin-quietly";
import type { SnapshotSession } from "../../../../local/postgres/snapshot-session";
import {
  readExpectation,
  type Expectation,
  type ExpectedTable,
} from "../../../../local/verify/expected-tables";
import { readHeldTable, type HeldTable } from "../../../../local/verify/held-table";
import { rdsLongestRow } from "../../../../local/verify/longest-row";

/** Everything that a database held at one moment, as far as an export of it must hold it. */
export interface DatabaseReading {
  /** When its transaction began. */
  readonly at: Date;
  readonly expectation: Expectation;
  /** By `schema.table`. */
  readonly tables: ReadonlyMap<string, HeldTable>;
}

export interface ReadingOptions {
  readonly now: () => Date;
  /** Told of each table that is read. */
  readonly onTable: (name: string, read: number, of: number) => void;
}

/**
 * Reads every row of a database in one transaction (REPEATABLE READ, READ ONLY), so that all tables are as of one
 * moment; of each, the number of rows and a checksum over all values are kept.
 *
 * @param client connected; a transaction is begun and ended
 */
export async function readDatabase(
  client: Client,
  { now, onTable }: ReadingOptions,
): Promise<DatabaseReading> {
  await beginQuietly(client, undefined, {});
  const at = now();
  try {
    const session = sessionWithin(client);
    const expectation = await session.transaction((inside) => readExpectation(inside, () => true));
    const tables = new Map<string, HeldTable>();
    for (const [index, table] of expectation.tables.entries()) {
      onTable(tableName(table), index + 1, expectation.tables.length);
      tables.set(tableName(table), await readHeldTable(session, table, rdsLongestRow));
    }
    await client.query("COMMIT");
    return { at, expectation, tables };
  } catch (error) {
    // What went wrong is what is thrown; a connection that is gone has rolled back by itself.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

export const tableName = ({ schema, table }: Pick<ExpectedTable, "schema" | "table">): string =>
  `${schema}.${table}`;

/** Rows of all tables that could be read. */
export function rowsOf({ tables }: DatabaseReading): number {
  return [...tables.values()].reduce((sum, held) => sum + (held.kind === "read" ? held.rows.rows : 0), 0);
}

/** What goes wrong with one table must not end the transaction of all. */
function sessionWithin(client: Client): SnapshotSession {
  return {
    transaction: async (work) => {
      await client.query("SAVEPOINT one_table");
      try {
        const result = await work(client);
        await client.query("RELEASE SAVEPOINT one_table");
        return result;
      } catch (error) {
        await client.query("ROLLBACK TO SAVEPOINT one_table");
        throw error;
      }
    },
    destroy: () => {
      client.connection.stream.destroy();
    },
  };
}
