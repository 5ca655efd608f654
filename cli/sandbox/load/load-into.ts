import type { Client } from "pg";
import { CommandError } from "../../shared/command/command-error";
import type { CommandContext } from "../../shared/command/context";
import type { ReachedDatabase } from "../../shared/database/reached-database";
import { messageOf } from "../../../local/shared/error-facts";
import { loadTransaction } from "./database/load-transaction";
import { emptyDatabase } from "./database/reset";
import { countLines, countTables, type TableCount } from "./database/table-counts";
import { unexportedLines } from "./database/unexported-lines";
import type { LoadContent } from "./load-options";
import { bringSample } from "./sample/bring-sample";
import { bringSql } from "./sql/bring-sql";
import type { SqlFile } from "./sql/check-files";

/** What is to be loaded, checked as far as can be without the database. */
export type Wanted =
  | Extract<LoadContent, { readonly kind: "sample" }>
  | { readonly kind: "sql"; readonly files: readonly SqlFile[] };

export interface LoadRequest {
  readonly wanted: Wanted;
  readonly reset: boolean;
}

/**
 * Loads in one transaction, then tells what the database holds.
 *
 * @throws CommandError, and the database is as it was before
 */
export async function loadInto(
  database: ReachedDatabase,
  { wanted, reset }: LoadRequest,
  { progress, output, signal }: CommandContext,
): Promise<void> {
  const client = await database.connect("sandbox:load");
  // Without its connection the server rolls back; that takes no answer that might not come.
  const stop = (): void => {
    client.connection.stream.destroy();
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    const counts = await progress.step(
      wanted.kind === "sample" ? "Sample database" : "Your SQL",
      (note) =>
        loadTransaction(client, async () => {
          if (reset)
            for (const kept of await emptyDatabase(client))
              note(
                `schema ${kept.name} is emptied and stays, for its extensions: ${kept.extensions.join(", ")}`,
              );
          const words =
            wanted.kind === "sample"
              ? await bringSample(client, wanted, note)
              : await bringSql(client, wanted.files, note);
          return { words, tables: await countTables(client) };
        }),
      ({ words }) => words,
    );
    for (const line of told(counts.tables)) output.out(line);
    if (wanted.kind === "sql") for (const line of await unexportedLines(client)) output.err(line);
  } catch (error) {
    signal.throwIfAborted();
    throw await explained(error, database);
  } finally {
    signal.removeEventListener("abort", stop);
    await ended(client, signal);
  }
}

function told(tables: readonly TableCount[]): readonly string[] {
  const readable = tables.flatMap(({ rows }) => rows ?? []);
  const rows = readable.reduce((sum, each) => sum + each, 0);
  const closed = tables.length - readable.length;
  const others = closed === 0 ? "" : `, and ${closed} that the master user may not read`;
  return [
    "",
    `The database holds ${rows.toLocaleString("en-GB")} rows in ${readable.length} tables${others}:`,
    ...countLines(tables),
  ];
}

/** What PostgreSQL has refused needs no other explanation; a connection that broke does. */
async function explained(error: unknown, database: ReachedDatabase): Promise<unknown> {
  if (!isBroken(error)) return error;
  const why = (await database.whyLost()) ?? `the connection to the database broke (${rootMessage(error)})`;
  return new CommandError(`${why}. Nothing was changed: load again`, { cause: error });
}

function isBroken(error: unknown): boolean {
  return /Connection terminated|ECONNRESET|EPIPE|not queryable/.test(rootMessage(error));
}

/** What a file's statement failed of, too. */
function rootMessage(error: unknown): string {
  return error instanceof CommandError && error.cause !== undefined
    ? messageOf(error.cause)
    : messageOf(error);
}

/** A connection that was broken off has nothing to say goodbye to. */
async function ended(client: Client, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await client.end().catch(() => undefined);
}
