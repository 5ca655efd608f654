import * as z from "zod";
import { messageOf } from "../../../../local/shared/error-facts";

// Fields of PostgreSQL's errors, as pg passes them on ("Error and Notice Message Fields").
const errorSchema = z.object({
  message: z.string(),
  code: z.string().regex(/^[0-9A-Z]{5}$/),
  detail: z.string().optional(),
  hint: z.string().optional(),
  where: z.string().optional(),
  position: z.coerce.number().optional(),
});

/** Where in a file a statement, or a COPY's first row, begins. */
export interface SqlPlace {
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
  /** Line of the first row behind a COPY. */
  readonly firstRow?: number;
}

const DUMP = "write the dump without them: pg_dump --no-owner --no-privileges";
const EXISTS = "it is there already, from an earlier load perhaps: --reset empties the database first";

/** What to do, by PostgreSQL's code. */
const ADVICE: Readonly<Partial<Record<string, string>>> = {
  "42P06": EXISTS,
  "42P07": EXISTS,
  "42710": EXISTS,
  "42723": EXISTS,
  "23505": `if the row is there from an earlier load, --reset empties the database first`,
  "42501":
    "RDS gives no superuser: leave out what needs one; owners and rights of a dump can be left out by pg_dump --no-owner --no-privileges",
  "0A000": "the sandbox's PostgreSQL does not have it: see its version and the extensions that RDS offers",
  "25001": "PostgreSQL does not run it in a transaction: remove it, and run it afterwards",
  "55P03": "another session keeps it locked: end that one, then load again",
};

function adviceOf(code: string, message: string): string | undefined {
  if (code === "42704" && message.startsWith("role "))
    return `owners and rights are of roles that are not here: ${DUMP}, or create the role in a file before`;
  if (code === "42704" && message.startsWith("unrecognized configuration parameter"))
    return "a newer pg_dump than the sandbox's PostgreSQL has written this: delete the line";
  return ADVICE[code];
}

/** Characters of a line that are shown. */
const MOST_SHOWN = 160;

/** An error of PostgreSQL about a statement, with its place in the file, in PostgreSQL's own words. */
export function sqlErrorText(error: unknown, place: SqlPlace): string {
  const parsed = errorSchema.safeParse(fields(error));
  if (!parsed.success) return `${place.file}:${place.line}: ${messageOf(error)}`;
  const { message, code, detail, hint, where, position } = parsed.data;
  const advice = adviceOf(code, message);
  const at =
    position === undefined ? { line: rowLine(place, where) ?? place.line } : positionIn(place, position);
  return [
    `${place.file}:${at.line}${"column" in at ? `:${at.column}` : ""}: ${message} (${code})`,
    ...("column" in at ? marked(at.shown, at.shownColumn) : []),
    ...(detail === undefined ? [] : [`  Detail: ${detail}`]),
    ...(hint === undefined ? [] : [`  Hint: ${hint}`]),
    ...(where === undefined ? [] : [`  Where: ${where}`]),
    ...(advice === undefined ? [] : [`  What to do: ${advice}`]),
  ].join("\n");
}

/** Errors of pg have their fields on themselves, their message on the prototype's side. */
function fields(error: unknown): unknown {
  return typeof error === "object" && error !== null ? { ...error, message: messageOf(error) } : error;
}

/** The line of the row that a COPY failed at ("COPY t, line 3, column x: …"). */
function rowLine({ firstRow }: SqlPlace, where: string | undefined): number | undefined {
  const row = /^COPY .*?, line (\d+)/.exec(where ?? "")?.[1];
  return firstRow === undefined || row === undefined ? undefined : firstRow + Number(row) - 1;
}

interface Position {
  readonly line: number;
  readonly column: number;
  readonly shown: string;
  /** Column within what is shown. */
  readonly shownColumn: number;
}

/** @param position characters, not UTF-16 units, from 1 */
function positionIn({ text, line, column }: SqlPlace, position: number): Position {
  const before = Array.from(text)
    .slice(0, position - 1)
    .join("");
  const lineStart = before.lastIndexOf("\n") + 1;
  const lines = before.split("\n").length - 1;
  const shown = text.slice(lineStart).split(/\r?\n/, 1)[0] ?? "";
  const shownColumn = Array.from(before.slice(lineStart)).length + 1;
  return {
    line: line + lines,
    column: lines === 0 ? column + shownColumn - 1 : shownColumn,
    shown,
    shownColumn,
  };
}

function marked(shown: string, column: number): readonly string[] {
  if (column > MOST_SHOWN) return [];
  return [`  ${shown.slice(0, MOST_SHOWN).replaceAll("\t", " ")}`, `  ${" ".repeat(column - 1)}^`];
}
