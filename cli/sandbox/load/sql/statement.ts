/** One statement of a file. */
export interface SqlStatement {
  readonly kind: "statement";
  /** From its first word on, without the semicolon. */
  readonly text: string;
  /** Where it begins, both from 1. */
  readonly line: number;
  readonly column: number;
  /** Its first words outside parentheses, in small letters; `"` for a quoted name. */
  readonly words: readonly string[];
}

/** A command of psql, such as `\connect`. */
export interface MetaCommand {
  readonly kind: "meta";
  readonly text: string;
  readonly line: number;
  /** Whether it stands between two statements. */
  readonly between: boolean;
}

/** A file that ends within something. */
export interface Unfinished {
  readonly kind: "unfinished";
  /** What is open, such as "a quoted text". */
  readonly what: string;
  /** Where it began. */
  readonly line: number;
}

export type SqlItem = SqlStatement | MetaCommand | Unfinished;
