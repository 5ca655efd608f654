import { markup, type Content, type Markup } from "../page/markup";
import { clockTime, counted } from "../page/words";
import type { TimelineSpan } from "../../start/run-result";
import { ticks } from "./time-axis";
import { barLabels, type BarLabel } from "./timeline-labels";
import { laneRows, period, PLOT, xOf, type Bar, type LaneRows } from "./timeline-layout";

const AXIS = 30;
const BAR = 16;
const LINE = 15;
const NAMES = 118;
const WIDTH = PLOT.width + 2 * PLOT.margin;

interface PlacedRow {
  readonly bars: readonly Bar[];
  readonly labels: readonly BarLabel[];
  readonly y: number;
}

interface PlacedLane extends Pick<LaneRows, "lane" | "left"> {
  readonly rows: readonly PlacedRow[];
  readonly y: number;
  readonly height: number;
}

/**
 * Lanes with bars over an axis of world time. The lanes' names are a drawing of their own, which stays when the plot is
 * scrolled.
 *
 * @param spans not empty
 * @param name of the snapshot
 */
export function timelineDrawing(spans: readonly TimelineSpan[], name: string): Markup {
  const within = period(spans);
  const lanes = placed(laneRows(spans, within));
  const height = lanes.reduce((sum, lane) => sum + lane.height, AXIS);
  const axis = ticks(within.from, within.to).map(({ at, label }) => {
    const x = rounded(xOf(at, within));
    return markup`<path class="tick" d="M${x} ${AXIS - 6}V${height}"/><text class="time" x="${x}" y="16">${label}</text>`;
  });
  return markup`
<div class="scroll drawing timeline" role="region" aria-label="Timeline of ${name}, drawn" tabindex="0">
<svg class="lanes" width="${NAMES}" height="${height}" aria-hidden="true">
<text class="time" x="8" y="16">UTC</text>
${lanes.map((lane) => markup`${ruler(lane, NAMES)}<text x="8" y="${lane.y + 21}">${lane.lane}</text>`)}
</svg>
<svg class="plot" width="${WIDTH}" height="${height}" role="img" aria-label="Timeline of ${name}; the table below says the same">
${axis}
${lanes.map((lane) => laneDrawing(lane))}
</svg>
</div>`;
}

function placed(lanes: readonly LaneRows[]): PlacedLane[] {
  let y = AXIS;
  return lanes.map(({ lane, rows, left }) => {
    const top = y;
    const placedRows = rows.map((bars) => {
      const labels = barLabels(bars);
      const row = { bars, labels, y };
      y += 8 + BAR + 6 + LINE * Math.max(1, ...labels.map(({ line }) => line + 1));
      return row;
    });
    if (left > 0) y += LINE;
    return { lane, left, rows: placedRows, y: top, height: y - top };
  });
}

function ruler({ y }: PlacedLane, width: number): Markup {
  return markup`<path class="ruler" d="M0 ${y}.5H${width}"/>`;
}

function laneDrawing(lane: PlacedLane): Markup {
  const note =
    lane.left > 0
      ? markup`<text class="label" x="${PLOT.margin}" y="${lane.y + lane.height - 4}">${counted(lane.left, "span")} more in the table</text>`
      : undefined;
  return markup`${ruler(lane, WIDTH)}${lane.rows.map((row) => rowDrawing(row))}${note}`;
}

function rowDrawing({ bars, labels, y }: PlacedRow): Content {
  // What was widened to be seen lies over its neighbours.
  const drawn = bars.toSorted((a, b) => b.width - a.width).map((bar) => barDrawing(bar, y + 8));
  const written = labels.map(
    ({ text, x, anchor, line }) =>
      markup`<text class="label" x="${rounded(x)}" y="${y + 8 + BAR + 13 + line * LINE}" text-anchor="${anchor}">${text}</text>`,
  );
  return [drawn, written];
}

function barDrawing({ span, x, width }: Bar, y: number): Markup {
  const place = markup`x="${rounded(x)}" y="${y}" width="${rounded(width)}" height="${BAR}" rx="2"`;
  const title = `${span.label} (${span.kind}, ${clockTime(span.from)} to ${clockTime(span.to)})`;
  const pattern = span.kind === "work" ? undefined : markup`<rect ${place} fill="url(#fill-${span.kind})"/>`;
  return markup`
<g class="bar ${span.kind}"><title>${title}</title><rect class="ground" ${place}/>${pattern}</g>`;
}

function rounded(units: number): number {
  return Number(units.toFixed(1));
}
