import { visibleName } from "../page/visible-text";
import { columns, cutEnd } from "./fit-text";
import { PLOT, type Bar } from "./timeline-layout";

/** Text below a bar. */
export interface BarLabel {
  readonly text: string;
  readonly x: number;
  readonly anchor: "start" | "end";
}

/** Units that a letter takes at most, on average, in the labels' font. */
const LETTER = 7;
/** Between two labels. */
const GAP = 10;
/** A cut label of fewer letters says nothing. */
const LEAST_LETTERS = 7;
const END = PLOT.margin * 2 + PLOT.width;

/** Labels for the bars of one row that find room: whole, cut at the end, or the number that the table explains. */
export function barLabels(row: readonly Bar[]): BarLabel[] {
  const named = row.filter((bar, index) => !saidByNext(bar, row[index + 1]));
  const labels: BarLabel[] = [];
  let free = 0;
  for (const [index, bar] of named.entries()) {
    const label = place(bar, free, named[index + 1]?.x);
    if (label === undefined) continue;
    labels.push(label);
    if (label.anchor === "start") free = label.x + columns(label.text) * LETTER + GAP;
  }
  return labels;
}

/** An invocation that decided to wait is told by the wait that follows it. */
function saidByNext({ span, x, width }: Bar, next: Bar | undefined): boolean {
  return next?.span.label === span.label && next.x <= x + width + 1;
}

function place(
  { span, number, x, width }: Bar,
  free: number,
  nextX: number | undefined,
): BarLabel | undefined {
  const text = span.kind === "failed" ? `✕ ${visibleName(span.label)}` : visibleName(span.label);
  const start = Math.max(x, free);
  const after = Math.floor(((nextX ?? END + GAP) - GAP - start) / LETTER);
  const before = Math.floor((x + width - free) / LETTER);
  if (nextX === undefined && before > after && columns(text) > after)
    return before < LEAST_LETTERS
      ? undefined
      : { text: cutEnd(text, before), x: Math.min(x + width, END), anchor: "end" };
  if (after >= columns(text) || after >= LEAST_LETTERS)
    return { text: cutEnd(text, after), x: start, anchor: "start" };
  const short = String(number);
  return start === x && after >= short.length ? { text: short, x, anchor: "start" } : undefined;
}
