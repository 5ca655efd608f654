import type { SqlPart } from "./sql-parts";
import type { MetaCommand, SqlStatement } from "./statement";

const OWN_TRANSACTION = "everything is loaded in one transaction of its own: remove it (and its counterpart)";
const ONE_DATABASE = "what is loaded goes into the sandbox's database: remove it";
const NOT_IN_TRANSACTION = "PostgreSQL does not run it in a transaction: remove it, and run it afterwards";

/** @returns why a part cannot be loaded and what to do, in one line; undefined when nothing speaks against it */
export function refusal(part: SqlPart): string | undefined {
  switch (part.kind) {
    case "copy":
      return undefined;
    case "behind copy":
      return "nothing may stand behind COPY … FROM stdin; in its line: begin a new line below the rows";
    case "unfinished":
      return `${part.what} begins here and never ends: is the file cut off?`;
    case "meta":
      return metaRefusal(part);
    case "statement":
      return statementRefusal(part);
  }
}

const META_ADVICE: Readonly<Partial<Record<string, string>>> = {
  c: ONE_DATABASE,
  connect: ONE_DATABASE,
  i: "give that file by another --sql, in the order in which they are to be loaded",
  include: "give that file by another --sql, in the order in which they are to be loaded",
  ir: "give that file by another --sql, in the order in which they are to be loaded",
  include_relative: "give that file by another --sql, in the order in which they are to be loaded",
  copy: "write COPY … FROM stdin; with the rows below it and a line \\. at their end",
  ".": "there is no COPY … FROM stdin before it: is a line missing?",
};

function metaRefusal({ text, between }: MetaCommand): string | undefined {
  const name = /^\\([a-z_]+|.)/i.exec(text)?.[1] ?? "";
  // Newer versions of pg_dump put their output between these; they mean something to psql alone.
  if (between && (name === "restrict" || name === "unrestrict")) return undefined;
  const advice = META_ADVICE[name] ?? "only plain SQL is understood: remove it";
  return `\\${name} is a command of psql: ${advice}`;
}

function statementRefusal({ words, text }: SqlStatement): string | undefined {
  const [first = "", second = "", third = ""] = words;
  const named = words.slice(0, 2).join(" ").toUpperCase();
  switch (first) {
    case "begin":
    case "commit":
    case "end":
    case "abort":
      return `${first.toUpperCase()}: ${OWN_TRANSACTION}`;
    case "start":
      return second === "transaction" ? `${named}: ${OWN_TRANSACTION}` : undefined;
    case "rollback":
      return words.includes("to") ? undefined : `ROLLBACK: ${OWN_TRANSACTION}`;
    case "prepare":
      return second === "transaction" ? `${named}: ${OWN_TRANSACTION}` : undefined;
    case "create":
    case "drop":
      if (second === "database") return `${named}: ${ONE_DATABASE}`;
      if (second === "tablespace") return `${named}: ${NOT_IN_TRANSACTION}`;
      return words.includes("concurrently")
        ? `${named} CONCURRENTLY: remove the word, nobody else waits for this database`
        : undefined;
    case "alter":
      return second === "system" ? `ALTER SYSTEM: RDS has parameter groups for that: remove it` : undefined;
    case "vacuum":
      return `VACUUM: ${NOT_IN_TRANSACTION}`;
    case "copy":
      return copyRefusal(words);
    case "set":
      return settingRefusal(second === "session" || second === "local" ? third : second, text);
    default:
      return undefined;
  }
}

function copyRefusal(words: readonly string[]): string | undefined {
  if (words.includes("to") && !words.includes("from"))
    return "COPY … TO takes rows out of the database: remove it";
  return "COPY from a file or program means one on the database's machine, where there is none: write COPY … FROM stdin; with the rows below it";
}

/** Settings under which this file would mean something else than it is read as. */
function settingRefusal(name: string, text: string): string | undefined {
  if (name === "client_encoding" && !/utf-?8|unicode/i.test(text))
    return "client_encoding: expected UTF8; write the file anew as UTF-8 (pg_dump --encoding=UTF8)";
  if (name === "names" && !/utf-?8|unicode/i.test(text))
    return "SET NAMES: expected UTF8; write the file anew as UTF-8";
  if (name === "standard_conforming_strings" && !/\b(?:on|true|yes|1)\b/i.test(text))
    return "standard_conforming_strings: expected on; write texts with backslashes as E'…'";
  return undefined;
}
