import { openSync, readSync, closeSync, statSync } from "node:fs";
import { ToCorrectError } from "../../../shared/command/command-error";
import { messageOf } from "../../../../local/shared/error-facts";
import { EncodingError, readLines } from "./lines";
import { refusal } from "./refusal";
import { sqlParts } from "./sql-parts";

/** A file that can be loaded, as far as can be told without the database. */
export interface SqlFile {
  /** As the user wrote it. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** Problems that are listed at most. */
const MOST_PROBLEMS = 20;

/**
 * Reads all files once, before anything is changed.
 *
 * @throws ToCorrectError with every problem, by file and line
 */
export async function checkFiles(
  files: readonly Pick<SqlFile, "name" | "path">[],
  signal: AbortSignal,
): Promise<readonly SqlFile[]> {
  const problems: string[] = [];
  const checked: SqlFile[] = [];
  for (const file of files) {
    const bytes = sizeOf(file);
    if (typeof bytes === "string") problems.push(bytes);
    else {
      checked.push({ ...file, bytes });
      problems.push(...(await problemsOf(file, signal)));
    }
  }
  if (problems.length === 0) return checked;
  const more = problems.length - MOST_PROBLEMS;
  throw new ToCorrectError(
    [
      ...problems.slice(0, MOST_PROBLEMS),
      ...(more > 0 ? [`and ${more} more`] : []),
      "Nothing was changed.",
    ].join("\n"),
  );
}

/** @returns bytes of a file that may be SQL, or why it cannot be */
function sizeOf({ name, path }: Pick<SqlFile, "name" | "path">): number | string {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return `${name}: it is a folder; expected a file of SQL`;
    return foreignFormat(path, name) ?? stat.size;
  } catch (error) {
    return `${name}: cannot be read: ${messageOf(error)}`;
  }
}

function foreignFormat(path: string, name: string): string | undefined {
  const start = Buffer.alloc(5);
  const file = openSync(path, "r");
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  if (start.toString("latin1") === "PGDMP")
    return `${name}: pg_dump's custom format; expected plain SQL: pg_restore --no-owner --no-privileges -f file.sql ${name}`;
  if (start[0] === 0x1f && start[1] === 0x8b) return `${name}: it is compressed by gzip: unpack it first`;
  return undefined;
}

async function problemsOf(
  { name, path }: Pick<SqlFile, "name" | "path">,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const problems: string[] = [];
  try {
    for await (const part of sqlParts(readLines(path))) {
      signal.throwIfAborted();
      const reason = refusal(part);
      if (reason !== undefined && part.kind !== "copy") problems.push(`${name}:${part.line}: ${reason}`);
      if (part.kind === "copy") await drained(part.rows, signal);
    }
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error;
    problems.push(`${name}:${error.line}: it holds bytes that are no UTF-8: write the file anew as UTF-8`);
  }
  return problems;
}

async function drained(rows: AsyncIterable<unknown>, signal: AbortSignal): Promise<void> {
  const iterator = rows[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true) signal.throwIfAborted();
}
