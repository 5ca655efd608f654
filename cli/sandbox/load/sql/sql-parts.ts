import type { Line } from "./lines";
import { StatementLexer } from "./statement-lexer";
import type { MetaCommand, SqlStatement, Unfinished } from "./statement";

/** A COPY … FROM stdin with the rows that follow it in the file. */
export interface CopyBlock {
  readonly kind: "copy";
  readonly statement: SqlStatement;
  /** Line of the first row. */
  readonly firstRow: number;
  /** The rows up to `\.`, as they stand in the file. To be read before the next part is asked for. */
  readonly rows: AsyncIterable<Line>;
}

/** Something stands in the line behind a COPY … FROM stdin, where psql would take it for a statement. */
export interface BehindCopy {
  readonly kind: "behind copy";
  readonly line: number;
}

export type SqlPart = SqlStatement | MetaCommand | Unfinished | CopyBlock | BehindCopy;

/** Cuts a file into parts, reading it once. */
export async function* sqlParts(lines: AsyncGenerator<Line, void, undefined>): AsyncGenerator<SqlPart> {
  const lexer = new StatementLexer();
  for (let read = await lines.next(); read.done !== true; read = await lines.next()) {
    const items = lexer.feed(read.value.text, read.value.number);
    for (const [index, item] of items.entries()) {
      if (item.kind !== "statement" || !isCopyFromStdin(item)) {
        yield item;
        continue;
      }
      if (index < items.length - 1 || !lexer.isIdle) yield { kind: "behind copy", line: read.value.number };
      const block = new CopyRows(lines, read.value.number + 1);
      yield { kind: "copy", statement: item, firstRow: read.value.number + 1, rows: block };
      if (!block.isEnded)
        yield { kind: "unfinished", what: "the rows of a COPY (no line \\. ends them)", line: item.line };
    }
  }
  for (const item of lexer.end()) yield item;
}

class CopyRows implements AsyncIterable<Line> {
  isEnded = false;

  constructor(
    private readonly lines: AsyncGenerator<Line, void, undefined>,
    readonly firstRow: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Line> {
    // Not by for…of, which would close the lines of the whole file.
    for (let read = await this.lines.next(); read.done !== true; read = await this.lines.next()) {
      if (/^\\\.\r?\n?$/.test(read.value.text)) {
        this.isEnded = true;
        return;
      }
      yield read.value;
    }
  }
}

export function isCopyFromStdin({ words }: SqlStatement): boolean {
  const from = words.indexOf("from");
  return words[0] === "copy" && from !== -1 && words[from + 1] === "stdin";
}
