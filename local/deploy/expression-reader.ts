import type { Json } from "./terraform-json";

/** What an expression asks of the stack. @throws Error with why it cannot be had */
export interface ExpressionScope {
  /** Of `type.name.attribute` or `data.type.name.attribute`, as it is written. */
  reference(path: string): Json;
  call(name: string, args: readonly Json[]): Json;
}

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const NAME = /[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*/y;
const KEYWORDS: Readonly<Record<string, Json>> = { true: true, false: false, null: null };
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** An expression that is not of the kind that the local run evaluates; the message says what was there. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
}

/**
 * Evaluates expressions of Terraform's language: literals, texts with expressions in them, lists, objects, references,
 * and calls of functions. No operators, conditions, indexes or loops.
 */
export class ExpressionReader {
  constructor(
    private readonly text: string,
    private readonly scope: ExpressionScope,
    private at = 0,
  ) {}

  /** Where the next character would be read. */
  get position(): number {
    return this.at;
  }

  /**
   * An expression that begins behind `${`, up to its closing brace.
   *
   * @throws ExpressionError, or what the scope throws
   */
  interpolation(): Json {
    const value = this.value();
    this.expect("}");
    return value;
  }

  private value(): Json {
    this.skip(SPACE);
    const sign = this.text[this.at];
    if (sign === '"') return this.quoted();
    if (sign === "[") return this.list();
    if (sign === "{") return this.object();
    const number = this.skip(NUMBER);
    if (number !== "") return Number(number);
    const name = this.skip(NAME);
    if (name === "") throw this.wrong("a literal, a list, an object, a function or a plain reference");
    if (this.take("(")) return this.scope.call(name, this.items(")"));
    const keyword = KEYWORDS[name];
    return keyword === undefined ? this.scope.reference(name) : keyword;
  }

  private list(): Json[] {
    this.at += 1;
    return this.items("]");
  }

  private items(end: string): Json[] {
    const items: Json[] = [];
    while (!this.take(end)) {
      items.push(this.value());
      if (!this.take(",") && !this.sees(end)) throw this.wrong(`, or ${end}`);
    }
    return items;
  }

  private object(): Record<string, Json> {
    this.at += 1;
    const entries: [string, Json][] = [];
    while (!this.take("}")) {
      this.skip(SPACE);
      const key = this.text[this.at] === '"' ? this.quoted() : this.skip(NAME);
      if (key === "") throw this.wrong("a key");
      if (!this.take("=") && !this.take(":")) throw this.wrong("= or :");
      entries.push([key, this.value()]);
      this.take(",");
    }
    return Object.fromEntries(entries);
  }

  private quoted(): string {
    this.at += 1;
    let result = "";
    for (;;) {
      const sign = this.text[this.at];
      if (sign === undefined) throw this.wrong('a closing "');
      this.at += 1;
      if (sign === '"') return result;
      if (sign === "\\") result += this.escape();
      else if (sign === "$" || sign === "%") result += this.afterSign(sign);
      else result += sign;
    }
  }

  private escape(): string {
    const sign = this.text[this.at] ?? "";
    this.at += 1;
    const plain = ESCAPES[sign];
    if (plain !== undefined) return plain;
    const hex = sign === "u" ? this.skip(/[0-9A-Fa-f]{4}/y) : "";
    if (hex === "") throw this.wrong("an escape that Terraform has");
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  /** What a dollar or percent sign inside a text means: an expression, an escape, or itself. */
  private afterSign(sign: "$" | "%"): string {
    if (this.text.startsWith(`${sign}{`, this.at)) {
      this.at += 2;
      return `${sign}{`;
    }
    if (this.text[this.at] !== "{") return sign;
    if (sign === "%") throw this.wrong("no directive");
    this.at += 1;
    return asText(this.interpolation(), () => this.wrong("a text, number or truth value"));
  }

  /** Whether a sign comes next, white space left out; moves behind it. */
  private take(sign: string): boolean {
    if (!this.sees(sign)) return false;
    this.at += sign.length;
    return true;
  }

  private sees(sign: string): boolean {
    this.skip(SPACE);
    return this.text.startsWith(sign, this.at);
  }

  private expect(sign: string): void {
    if (!this.take(sign)) throw this.wrong(sign);
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  private wrong(expected: string): ExpressionError {
    const rest = this.text.slice(this.at, this.at + 20);
    return new ExpressionError(
      `expected ${expected} at ${rest === "" ? "its end" : JSON.stringify(rest)}: it is not a plain reference, nor a ` +
        "call of a function that the local run knows",
    );
  }
}

/** What is written into a text. @throws what `wrong` makes */
export function asText(value: Json, wrong: () => Error): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return String(value);
  throw wrong();
}
