import { timelineDrawing } from "../drawing/timeline-drawing";
import { dataTable } from "../page/data-table";
import { markup, type Markup } from "../page/markup";
import { badge, fold, type Tone } from "../page/parts";
import { clockTime, duration } from "../page/words";
import type { SnapshotResult, TimelineSpan } from "../../start/run-result";

/** Spans that are drawn; all of them are in the table. */
const DRAWN = 400;

const TONES: Readonly<Record<TimelineSpan["kind"], Tone>> = { work: "good", wait: "quiet", failed: "bad" };

/** A snapshot's way over world time: drawn, and as a table. */
export function timeline({ identifier, exports, timeline: spans }: SnapshotResult): Markup {
  if (spans.length === 0) return markup`<p>Nothing is known of when what happened to this snapshot.</p>`;
  return markup`${timelineDrawing(drawnSpans(spans, [identifier, ...exports.map((task) => task.identifier)]), identifier)}
${legend(spans.length)}
${fold(
  "The timeline as a table",
  dataTable({
    caption: `Timeline of ${identifier}, world time (UTC)`,
    rows: spans,
    columns: [
      { heading: "Who", cell: ({ lane }) => lane },
      { heading: "Kind", cell: ({ kind }) => badge(TONES[kind], kind) },
      { heading: "What", kind: "wide", cell: ({ label }) => label },
      { heading: "From", kind: "number", cell: ({ from }) => clockTime(from) },
      { heading: "To", kind: "number", cell: ({ to }) => clockTime(to) },
      {
        heading: "Lasts",
        kind: "number",
        cell: ({ from, to }) => duration((Date.parse(to) - Date.parse(from)) / 1000),
      },
    ],
  }),
)}`;
}

/** The labels lose what the heading and the pattern say. */
function drawnSpans(spans: readonly TimelineSpan[], names: readonly string[]): TimelineSpan[] {
  return spans.slice(0, DRAWN).map((span) => ({
    ...span,
    label: names.reduce((label, name) => label.replace(` ${name}`, ""), span.label).replace(/^wait: /, ""),
  }));
}

function legend(number: number): Markup {
  const kinds = (["work", "wait", "failed"] as const).map(
    (kind) =>
      markup`<li><svg width="28" height="14" aria-hidden="true"><g class="bar ${kind}"><rect class="ground" width="28" height="14" rx="2"/>${
        kind === "work" ? undefined : markup`<rect width="28" height="14" rx="2" fill="url(#fill-${kind})"/>`
      }</g></svg>${kind}</li>`,
  );
  const rest = number > DRAWN ? markup`<li>the first ${DRAWN} of ${number} spans are drawn</li>` : undefined;
  return markup`<ul class="legend">${kinds}${rest}</ul>`;
}
