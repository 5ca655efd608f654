import { visibleName } from "../page/visible-text";
import { columns, cutMiddle } from "./fit-text";
import { PLOT, type Bar } from "./timeline-layout";

/** Text below a bar. */
export interface BarLabel {
  readonly text: string;
  readonly x: number;
  readonly anchor: "start" | "end";
  /** From 0: the line below the bar. */
  readonly line: number;
}

/** Units that a letter takes at most, on average, in the labels' font. */
const LETTER = 7;
/** Between two labels of a line. */
const GAP = 12;
const LINES = 3;
/** A cut label of fewer letters says nothing. */
const LEAST_LETTERS = 12;
const END = PLOT.margin * 2 + PLOT.width;

/**
 * Labels for the bars of one row, on up to three lines: whole where there is room, else shortened in the middle, else none
 * (the table has them all). Bars that follow each other and say the same have one label.
 */
export function barLabels(row: readonly Bar[]): BarLabel[] {
  /** Where each line is free from. */
  const free = Array.from({ length: LINES }, () => 0);
  return row
    .filter((bar, index) => !saidBefore(bar, row[index - 1]))
    .flatMap((bar) => {
      const label = place(bar, free);
      if (label === undefined) return [];
      free[label.line] = (label.anchor === "start" ? label.x + extent(label.text) : label.x) + GAP;
      return [label];
    });
}

/** An invocation that decided to wait and the wait that follows it are told once. */
function saidBefore({ span, x }: Bar, before: Bar | undefined): boolean {
  return before?.span.label === span.label && x <= before.x + before.width + 1;
}

function place({ span, x, width }: Bar, free: readonly number[]): BarLabel | undefined {
  const text = span.kind === "failed" ? `✕ ${visibleName(span.label)}` : visibleName(span.label);
  const needed = extent(text);
  const end = Math.min(x + width, END);
  const anchor = x + needed > END ? "end" : "start";
  const begin = anchor === "start" ? x : end - needed;
  const line = free.findIndex((from) => from <= begin);
  if (line !== -1) return { text, line, anchor, x: anchor === "start" ? x : end };
  return cut(text, end, free);
}

/** Ends where the bar ends, on the line that has the most room before. */
function cut(text: string, end: number, free: readonly number[]): BarLabel | undefined {
  const from = Math.min(...free);
  const letters = Math.floor((end - from) / LETTER);
  if (letters < LEAST_LETTERS) return undefined;
  return { text: cutMiddle(text, letters), line: free.indexOf(from), anchor: "end", x: end };
}

function extent(text: string): number {
  return columns(text) * LETTER;
}
