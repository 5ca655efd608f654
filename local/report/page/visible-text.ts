/** Characters that change how the text around them is read, or that nobody sees: C0 and C1 controls, bidirectional marks, zero-width ones. */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Names in databases are anybody's: what is invisible or turns the direction of reading is written as `⟨U+202E⟩`, so
 * that a name looks like what it is. Line feeds, tabs and everything that has a shape of its own stay.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "⟨U+000D⟩")
    .replace(UNSEEN, (character) => codePoint(character));
}

/** For names in one line: line feeds and tabs become signs, too. */
export function visibleName(text: string): string {
  return visibleText(text).replaceAll("\n", "↵").replaceAll("\t", "⇥");
}

function codePoint(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
