const CONTEXT_LINES = 2;
const SHOWN_LINES = 6;

/** The lines around the first difference of two texts, as a diff shows them; empty when there is none. */
export function firstDifference(current: string, wanted: string): string {
  const [old, made] = [current.split("\n"), wanted.split("\n")];
  const length = Math.max(old.length, made.length);
  const at = Array.from({ length }, (_, index) => index).find((index) => old[index] !== made[index]);
  if (at === undefined) return "";
  const lines = (mark: string, from: readonly string[]): string[] =>
    from.slice(at, at + SHOWN_LINES).map((line) => `${mark}${line}`);
  return [
    `@@ line ${at + 1} @@`,
    ...old.slice(Math.max(0, at - CONTEXT_LINES), at).map((line) => ` ${line}`),
    ...lines("-", old),
    ...lines("+", made),
  ].join("\n");
}
