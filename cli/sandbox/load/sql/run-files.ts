import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client, QueryConfig } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { CommandError } from "../../../shared/command/command-error";
import type { Transfer } from "../transfer";
import type { SqlFile } from "./check-files";
import { readLines, type Line } from "./lines";
import { sqlErrorText } from "./sql-error";
import { sqlParts, type CopyBlock } from "./sql-parts";
import type { SqlStatement } from "./statement";

export interface RunFilesOptions {
  readonly files: readonly SqlFile[];
  /** Gives the session the settings that every file begins with. */
  readonly freshSettings: () => Promise<void>;
  readonly transfer: Transfer;
}

/**
 * Runs the files' statements one after the other, within the caller's transaction.
 *
 * @throws CommandError with file, line and PostgreSQL's words at the first that fails
 */
export async function runFiles(client: Client, options: RunFilesOptions): Promise<void> {
  for (const file of options.files) {
    // A dump empties the search path: what is set in one file says nothing about the next.
    await options.freshSettings();
    await runFile(client, file, options.transfer);
  }
}

async function runFile(client: Client, file: SqlFile, transfer: Transfer): Promise<void> {
  transfer.began(file.name, file.bytes);
  for await (const part of sqlParts(counted(readLines(file.path), transfer))) {
    if (part.kind === "statement")
      await attempt(file, part, undefined, async () => {
        const { command, rowCount } = await client.query(oneStatement(part.text));
        if (command === "INSERT") transfer.rows(rowCount ?? 0);
      });
    else if (part.kind === "copy")
      await attempt(file, part.statement, part, () => copy(client, part, transfer));
  }
  transfer.ended();
}

/** PostgreSQL then takes no second statement in the text, such as a COMMIT. */
const oneStatement = (text: string): QueryConfig & { readonly queryMode: "extended" } => ({
  text,
  queryMode: "extended",
});

async function* counted(
  lines: AsyncGenerator<Line, void, undefined>,
  transfer: Transfer,
): AsyncGenerator<Line, void, undefined> {
  for await (const line of lines) {
    transfer.at(line.bytes);
    yield line;
  }
}

async function copy(client: Client, { statement, rows }: CopyBlock, transfer: Transfer): Promise<void> {
  const stream = client.query(copyFrom(statement.text));
  await pipeline(Readable.from(chunks(rows), { objectMode: true, highWaterMark: 1 }), stream);
  transfer.rows(stream.rowCount);
}

const CHUNK_CHARACTERS = 65_536;

async function* chunks(rows: AsyncIterable<Line>): AsyncGenerator<Buffer> {
  let text = "";
  for await (const row of rows) {
    text += row.text;
    if (text.length < CHUNK_CHARACTERS) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

async function attempt(
  { name: file }: SqlFile,
  { text, line, column }: SqlStatement,
  block: CopyBlock | undefined,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const place = { file, text, line, column, ...(block === undefined ? {} : { firstRow: block.firstRow }) };
    throw new CommandError(`${sqlErrorText(error, place)}\nNothing was changed.`, { cause: error });
  }
}
