import type { Client } from "pg";
import { ToCorrectError } from "../../../shared/command/command-error";
import type { Note } from "../../../shared/progress/progress";
import { readContents, type Contents } from "../database/contents";
import { freshSettings } from "../database/load-transaction";
import { holdsSample } from "../sample/decide-sample";
import { Transfer } from "../transfer";
import type { SqlFile } from "./check-files";
import { runFiles } from "./run-files";

/**
 * Loads the user's own, within the caller's transaction.
 *
 * @returns what was done, in words
 * @throws ToCorrectError when the sample is there, CommandError when a statement fails
 */
export async function bringSql(client: Client, files: readonly SqlFile[], note: Note): Promise<string> {
  const before = await readContents(client);
  if (holdsSample(before))
    throw new ToCorrectError(
      "the database holds the sample: --reset drops all that it holds, and loads your SQL then. Nothing was changed",
    );
  const transfer = new Transfer(note);
  await runFiles(client, { files, transfer, freshSettings: () => freshSettings(client) });
  await freshSettings(client);
  return `${transfer.words()}${beside(before)}`;
}

/** Of a second time PostgreSQL says nothing where there are no keys. */
function beside({ relations }: Contents): string {
  if (relations.length === 0) return "";
  return (
    `; the database held ${relations.length} tables and views before: if these files were loaded already, rows without ` +
    "keys are there twice now. --reset empties it first"
  );
}
