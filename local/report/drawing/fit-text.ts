/** A point of code that fonts draw twice as wide: East Asian letters and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** Graphemes, so that no letter is torn from its accents. */
const LETTERS = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Columns of a fixed-width font that a text takes. */
export function columns(text: string): number {
  return letters(text).reduce((sum, letter) => sum + width(letter), 0);
}

/** Cut at the end, with `…`, to that many columns. */
export function cutEnd(text: string, most: number): string {
  if (columns(text) <= most) return text;
  return `${take(letters(text), most - 1)}…`;
}

/** Shortened in the middle, with `…`: the ends of names tell them apart. */
export function cutMiddle(text: string, most: number): string {
  if (columns(text) <= most) return text;
  const all = letters(text);
  const head = take(all, Math.ceil((most - 1) / 2));
  const tail = take(all.toReversed(), Math.floor((most - 1) / 2), true);
  return `${head}…${tail}`;
}

/** Lines of at most that many columns, broken after `-`, `_`, `.`, `/`, `:` where possible; too long a text loses its middle. */
export function wrap(text: string, perLine: number, lines: number): string[] {
  const wrapped = broken(text, perLine);
  if (wrapped.length <= lines) return wrapped;
  for (let most = perLine * lines; most > perLine; most -= 1) {
    const shorter = broken(cutMiddle(text, most), perLine);
    if (shorter.length <= lines) return shorter;
  }
  return [cutMiddle(text, perLine)];
}

function broken(text: string, perLine: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text, perLine)) {
    if (line !== "" && columns(line) + columns(piece.trimEnd()) > perLine) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return line === "" ? lines : [...lines, line.trimEnd()];
}

function pieces(text: string, perLine: number): string[] {
  return (text.match(/[^-_./: ]*[-_./: ]?/gu) ?? []).flatMap((piece) => {
    const parts: string[] = [];
    let rest = letters(piece);
    while (rest.length > 0) {
      const part = take(rest, perLine);
      // A letter that is wider than the line stands alone.
      const used = Math.max(1, letters(part).length);
      parts.push(rest.slice(0, used).join(""));
      rest = rest.slice(used);
    }
    return parts;
  });
}

function take(from: readonly string[], most: number, reversed = false): string {
  let used = 0;
  const end = from.findIndex((letter) => {
    used += width(letter);
    return used > most;
  });
  const taken = end === -1 ? from : from.slice(0, end);
  return (reversed ? taken.toReversed() : taken).join("");
}

function letters(text: string): string[] {
  return Array.from(LETTERS.segment(text), ({ segment }) => segment);
}

function width(letter: string): number {
  return WIDE.test(letter) ? 2 : 1;
}
