import { markup, type Content, type Markup } from "../page/markup";
import { clockTime, counted } from "../page/words";
import type { TimelineSpan } from "../../start/run-result";
import { ticks } from "./time-axis";
import { barLabels } from "./timeline-labels";
import { laneRows, period, PLOT, xOf, type Bar, type LaneRows } from "./timeline-layout";

const ROW = 44;
const AXIS = 30;
const BAR = 16;
const NAMES = 118;
const WIDTH = PLOT.width + 2 * PLOT.margin;

interface PlacedLane extends LaneRows {
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
    const x = Number(xOf(at, within).toFixed(1));
    return markup`<path class="tick" d="M${x} ${AXIS - 6}V${height}"/><text class="time" x="${x}" y="16">${label}</text>`;
  });
  return markup`
<div class="scroll drawing timeline" role="region" aria-label="Timeline of ${name}, drawn" tabindex="0">
<svg class="lanes" width="${NAMES}" height="${height}" aria-hidden="true">
<text class="time" x="6" y="16">UTC</text>
${lanes.map((lane) => markup`${ruler(lane, NAMES)}<text x="6" y="${lane.y + 21}">${lane.lane}</text>`)}
</svg>
<svg class="plot" width="${WIDTH}" height="${height}" role="img" aria-label="Timeline of ${name}; the table below says the same">
${axis}
${lanes.map((lane) => laneDrawing(lane))}
</svg>
</div>`;
}

function placed(lanes: readonly LaneRows[]): PlacedLane[] {
  let y = AXIS;
  return lanes.map((lane) => {
    const height = lane.rows.length * ROW + (lane.left > 0 ? BAR : 0);
    const result = { ...lane, y, height };
    y += height;
    return result;
  });
}

function ruler({ y }: PlacedLane, width: number): Markup {
  return markup`<path class="ruler" d="M0 ${y}.5H${width}"/>`;
}

function laneDrawing(lane: PlacedLane): Markup {
  const rows = lane.rows.map((row, index) => rowDrawing(row, lane.y + index * ROW));
  const note =
    lane.left > 0
      ? markup`<text class="label" x="${PLOT.margin}" y="${lane.y + lane.height - 4}">${counted(lane.left, "span")} more in the table</text>`
      : undefined;
  return markup`${ruler(lane, WIDTH)}${rows}${note}`;
}

function rowDrawing(row: readonly Bar[], y: number): Content {
  // What was widened to be seen lies over its neighbours.
  const bars = row.toSorted((a, b) => b.width - a.width).map((bar) => barDrawing(bar, y + 8));
  const labels = barLabels(row).map(
    ({ text, x, anchor }) =>
      markup`<text class="label" x="${Number(x.toFixed(1))}" y="${y + 37}" text-anchor="${anchor}">${text}</text>`,
  );
  return [...bars, ...labels];
}

function barDrawing({ span, x, width }: Bar, y: number): Markup {
  const place = markup`x="${Number(x.toFixed(1))}" y="${y}" width="${Number(width.toFixed(1))}" height="${BAR}" rx="2"`;
  const title = `${span.label} (${span.kind}, ${clockTime(span.from)} to ${clockTime(span.to)})`;
  const pattern = span.kind === "work" ? undefined : markup`<rect ${place} fill="url(#fill-${span.kind})"/>`;
  return markup`
<g class="bar ${span.kind}"><title>${title}</title><rect class="ground" ${place}/>${pattern}</g>`;
}
