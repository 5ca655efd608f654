/** What a lexer is in the middle of, maybe over several lines. */
export type Inside =
  | { readonly kind: "nothing" }
  /** A text in single quotes. @param escapes whether backslashes mean something in it */
  | { readonly kind: "text"; readonly escapes: boolean }
  | { readonly kind: "name" }
  | { readonly kind: "dollars"; readonly tag: string }
  | { readonly kind: "comment"; readonly depth: number };

export const NOTHING: Inside = { kind: "nothing" };

/** What is open, for a message. */
export const OPEN: Readonly<Record<Exclude<Inside["kind"], "nothing">, string>> = {
  text: "a text in single quotes",
  name: "a name in double quotes",
  dollars: "a text in dollar quotes",
  comment: "a comment",
};

/** How far a line was read, and what is open there. */
export interface Skipped {
  readonly at: number;
  readonly inside: Inside;
}

/** Reads on to where what is open ends or may end, at most to the line's end. */
export function skip(inside: Inside, line: string, at: number): Skipped {
  switch (inside.kind) {
    case "nothing":
      return { at, inside };
    case "text":
      return skipText(inside, line, at);
    case "name":
      return skipName(inside, line, at);
    case "dollars": {
      const end = line.indexOf(inside.tag, at);
      return end === -1 ? { at: line.length, inside } : { at: end + inside.tag.length, inside: NOTHING };
    }
    case "comment":
      return skipComment(inside, line, at);
  }
}

function skipText(inside: Extract<Inside, { kind: "text" }>, line: string, at: number): Skipped {
  for (let here = at; here < line.length; here++) {
    const sign = line.charAt(here);
    if (inside.escapes && sign === "\\") here++;
    if (sign !== "'") continue;
    if (line.charAt(here + 1) === "'") return { at: here + 2, inside };
    return { at: here + 1, inside: NOTHING };
  }
  return { at: line.length, inside };
}

function skipName(inside: Inside, line: string, at: number): Skipped {
  const end = line.indexOf('"', at);
  if (end === -1) return { at: line.length, inside };
  return line.charAt(end + 1) === '"' ? { at: end + 2, inside } : { at: end + 1, inside: NOTHING };
}

/** Comments may hold comments. */
function skipComment({ depth }: Extract<Inside, { kind: "comment" }>, line: string, at: number): Skipped {
  const found = /\/\*|\*\//g;
  found.lastIndex = at;
  const sign = found.exec(line);
  if (sign === null) return { at: line.length, inside: { kind: "comment", depth } };
  const left = sign[0] === "/*" ? depth + 1 : depth - 1;
  return { at: found.lastIndex, inside: left === 0 ? NOTHING : { kind: "comment", depth: left } };
}
