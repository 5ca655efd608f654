import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ExportColumn } from "./catalogue";
import type { CopiedRows } from "./copy-rows";
import type { ParquetKind } from "./parquet-kind";
import { parquetSchema } from "./parquet-schema";
import { rewriteFooter } from "./rewrite-footer";

/** What turns a column's text into its value. */
const expressions: Readonly<Record<ParquetKind, (column: string) => string>> = {
  boolean: (column) => `CAST(${column} AS BOOLEAN)`,
  int16: (column) => `CAST(${column} AS SMALLINT)`,
  int32: (column) => `CAST(${column} AS INTEGER)`,
  int64: (column) => `CAST(${column} AS BIGINT)`,
  float: (column) => `CAST(${column} AS FLOAT)`,
  double: (column) => `CAST(${column} AS DOUBLE)`,
  // The text is \x and two digits for each byte.
  bytes: (column) => `unhex(substr(${column}, 3))`,
  text: (column) => column,
};

/** Bytes that DuckDB may use for rows of ordinary length. */
const leastMemory = 1_000_000_000;

/** Writes gzip Parquet with DuckDB, in threads of its own. */
export class ParquetWriter {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** @param spill folder for what does not fit into memory */
  static async open(spill: string): Promise<ParquetWriter> {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: "1",
      memory_limit: `${leastMemory}B`,
      temp_directory: spill,
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    return new ParquetWriter(instance, await instance.connect());
  }

  /**
   * Writes the rows of a CSV file of {@link copyRows} as Parquet with RDS's schema.
   *
   * @throws Error when a value does not fit its type, or the signal is aborted
   */
  async write(
    csv: string,
    copied: CopiedRows,
    columns: readonly ExportColumn[],
    parquet: string,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    const interrupt = (): void => {
      this.#connection.interrupt();
    };
    signal.addEventListener("abort", interrupt);
    try {
      // A row has to be in memory several times over: as text that was read, as values, as what is written.
      const memory = Math.max(leastMemory, copied.longestRow * 6);
      await this.#connection.run(`SET memory_limit = '${memory}B'`);
      signal.throwIfAborted();
      await this.#connection.run(conversionSql(csv, copied, columns, parquet));
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", interrupt);
    }
    // An interruption between two statements reaches neither.
    signal.throwIfAborted();
    await rewriteFooter(parquet, parquetSchema(columns));
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}

function conversionSql(
  csv: string,
  copied: CopiedRows,
  columns: readonly ExportColumn[],
  parquet: string,
): string {
  // Names by position: DuckDB takes "Id" and "id" for one name. The footer gets the real ones.
  const names = columns.map((_, index) => `c${index}`);
  const types = ["first", ...names].map((name) => `'${name}': 'VARCHAR'`).join(", ");
  const values = columns
    .map(({ kind }, index) => `${expressions[kind](`c${index}`)} AS c${index}`)
    .join(", ");
  const longest = Math.max(copied.longestRow + 1, 65_536);
  return `COPY (
    SELECT ${values} FROM read_csv(${literal(csv)}, columns = {${types}},
      auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', new_line = '\\n',
      nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = false, ignore_errors = false,
      parallel = false, max_line_size = ${longest}, buffer_size = ${Math.max(longest * 2, 8_388_608)})
  ) TO ${literal(parquet)} (FORMAT parquet, COMPRESSION gzip)`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
