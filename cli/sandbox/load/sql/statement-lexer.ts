import { FunctionBody } from "./function-body";
import { NOTHING, OPEN, skip, type Inside } from "./inside";
import type { SqlItem, SqlStatement } from "./statement";

// PostgreSQL documentation, "Lexical Structure"; everything beyond ASCII may stand in a name.
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const DOLLARS = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const NUMBER = /\d[\d.A-Za-z_]*/y;
/** Words kept of a statement: enough to know what it does. */
const MOST_WORDS = 24;

/** Cuts SQL into statements where psql does, line by line. Texts in single quotes follow standard_conforming_strings = on. */
export class StatementLexer {
  private inside: Inside = NOTHING;
  private insideSince = 0;
  private statement: { text: string; line: number; column: number; words: string[] } | undefined;
  private parentheses = 0;
  private body = new FunctionBody();
  /** A text with escapes goes on in the next quotes when there is a line end between (`E'a'⏎'b'`). */
  private goesOn: "no" | "this line" | "next line" = "no";

  /** Whether no statement has begun, and nothing is open. */
  get isIdle(): boolean {
    return this.statement === undefined && this.inside.kind === "nothing";
  }

  /** @param line with its line end @param number from 1 @returns what ends in this line */
  feed(line: string, number: number): readonly SqlItem[] {
    const items: SqlItem[] = [];
    let from = 0;
    let at = 0;
    while (at < line.length) {
      if (this.inside.kind !== "nothing") {
        const before = this.inside;
        ({ at, inside: this.inside } = skip(before, line, at));
        if (before.kind === "text" && this.inside.kind === "nothing")
          this.goesOn = before.escapes ? "this line" : "no";
        continue;
      }
      const sign = line.charAt(at);
      if (/\s/.test(sign)) {
        if (sign === "\n" && this.goesOn === "this line") this.goesOn = "next line";
        at++;
      } else if (line.startsWith("--", at)) {
        at = line.length;
      } else if (line.startsWith("/*", at)) {
        this.open({ kind: "comment", depth: 1 }, number);
        at += 2;
      } else if (sign === "\\") {
        const text = line.slice(at).trim();
        items.push({ kind: "meta", text, line: number, between: this.statement === undefined });
        if (this.statement !== undefined) this.statement.text += line.slice(from, at);
        from = at = line.length;
      } else if (sign === ";" && this.parentheses === 0 && !this.body.isOpen) {
        items.push(...this.finish(line.slice(from, at)));
        from = ++at;
      } else {
        if (this.statement === undefined) {
          from = at;
          this.statement = { text: "", line: number, column: at + 1, words: [] };
        }
        at = this.token(line, at, number);
      }
    }
    if (this.statement !== undefined) this.statement.text += line.slice(from);
    return items;
  }

  /** @returns what the file's end ends: a last statement needs no semicolon */
  end(): readonly SqlItem[] {
    if (this.inside.kind !== "nothing")
      return [{ kind: "unfinished", what: OPEN[this.inside.kind], line: this.insideSince }];
    return this.finish("");
  }

  private finish(rest: string): readonly SqlStatement[] {
    const finished = this.statement;
    this.statement = undefined;
    this.parentheses = 0;
    this.body = new FunctionBody();
    this.goesOn = "no";
    if (finished === undefined) return [];
    return [{ kind: "statement", ...finished, text: `${finished.text}${rest}`.trimEnd() }];
  }

  private open(inside: Inside, line: number): void {
    this.inside = inside;
    this.insideSince = line;
    if (inside.kind !== "text") this.goesOn = "no";
  }

  /** @returns where the token that begins at `at` ends, or where what it opens begins */
  private token(line: string, at: number, number: number): number {
    const sign = line.charAt(at);
    if (sign === "'") {
      this.open({ kind: "text", escapes: this.goesOn === "next line" }, number);
      return at + 1;
    }
    this.goesOn = "no";
    if (sign === '"') {
      this.word('"');
      this.open({ kind: "name" }, number);
      return at + 1;
    }
    if (sign === "(") this.parentheses++;
    if (sign === ")") this.parentheses = Math.max(0, this.parentheses - 1);
    const tag = matched(DOLLARS, line, at);
    if (tag !== undefined) {
      this.open({ kind: "dollars", tag }, number);
      return at + tag.length;
    }
    const word = matched(WORD, line, at);
    if (word === undefined) return at + (matched(NUMBER, line, at)?.length ?? 1);
    const end = at + word.length;
    if (/^e$/i.test(word) && line.charAt(end) === "'") {
      this.open({ kind: "text", escapes: true }, number);
      return end + 1;
    }
    this.body.take(word.toLowerCase(), this.parentheses > 0);
    this.word(word.toLowerCase());
    return end;
  }

  private word(word: string): void {
    if (this.parentheses > 0 || this.statement === undefined) return;
    if (this.statement.words.length < MOST_WORDS) this.statement.words.push(word);
  }
}

function matched(expression: RegExp, line: string, at: number): string | undefined {
  expression.lastIndex = at;
  return expression.exec(line)?.[0];
}
