import { LANES, type Lane, type TimelineSpan } from "../../start/run-result";

/** Width of the plot in the drawing's units, and the room at both ends for the labels of the outer ticks. */
export const PLOT = { width: 1000, margin: 30 } as const;

/** Narrower bars would not be seen. */
const LEAST_WIDTH = 5;
/** Rows of one lane; spans that find no room are in the table alone. */
const MOST_ROWS = 8;

/** A span with its place in the plot. */
export interface Bar {
  readonly span: TimelineSpan;
  readonly x: number;
  readonly width: number;
}

export interface LaneRows {
  readonly lane: Lane;
  /** Bars of a row do not overlap. */
  readonly rows: readonly (readonly Bar[])[];
  /** Spans for which there was no row. */
  readonly left: number;
}

export interface Period {
  /** Milliseconds since 1970; `to` is later than `from`. */
  readonly from: number;
  readonly to: number;
}

/** From the first beginning to the last end. */
export function period(spans: readonly TimelineSpan[]): Period {
  const from = spans.reduce((least, span) => Math.min(least, Date.parse(span.from)), Infinity);
  const to = spans.reduce((most, span) => Math.max(most, Date.parse(span.to)), -Infinity);
  return { from, to: Math.max(to, from + 1_000) };
}

/** Where a time is in the plot. */
export function xOf(time: number, { from, to }: Period): number {
  return PLOT.margin + ((time - from) / (to - from)) * PLOT.width;
}

/** Each lane's spans in as few rows as possible; a lane without spans has one empty row. */
export function laneRows(spans: readonly TimelineSpan[], within: Period): LaneRows[] {
  const bars = spans.map((span) => bar(span, within));
  return LANES.map((lane) => {
    const rows: Bar[][] = [[]];
    let left = 0;
    for (const each of bars.filter(({ span }) => span.lane === lane)) {
      const row = rows.find((placed) => fits(each, placed.at(-1)));
      if (row !== undefined) row.push(each);
      else if (rows.length < MOST_ROWS) rows.push([each]);
      else left += 1;
    }
    return { lane, rows, left };
  });
}

function bar(span: TimelineSpan, within: Period): Bar {
  const x = xOf(Date.parse(span.from), within);
  const width = Math.max(LEAST_WIDTH, xOf(Date.parse(span.to), within) - x);
  return { span, x: Math.min(x, PLOT.margin + PLOT.width - LEAST_WIDTH), width };
}

/** A bar that had to be widened may overlap what follows it by that much. */
function fits(next: Bar, last: Bar | undefined): boolean {
  return last === undefined || next.x >= last.x + Math.max(0, last.width - LEAST_WIDTH);
}
