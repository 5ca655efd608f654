import fc from "fast-check";
import { columns } from "../../../local/report/drawing/fit-text";
import { ticks } from "../../../local/report/drawing/time-axis";
import { barLabels } from "../../../local/report/drawing/timeline-labels";
import { laneRows, period, PLOT } from "../../../local/report/drawing/timeline-layout";
import { LANES, type TimelineSpan } from "../../../local/start/run-result";
import { at, timelineOf } from "./fixtures/parts";

const spans: fc.Arbitrary<TimelineSpan[]> = fc
  .array(
    fc.record({
      lane: fc.constantFrom(...LANES),
      kind: fc.constantFrom("work" as const, "wait" as const, "failed" as const),
      label: fc.string({ maxLength: 60 }),
      from: fc.integer({ min: 0, max: 5_000 }),
      lasts: fc.integer({ min: 0, max: 900 }),
    }),
    { minLength: 1, maxLength: 60 },
  )
  .map((drawn) =>
    drawn
      .sort((a, b) => a.from - b.from)
      .map(({ from, lasts, ...span }) => ({ ...span, from: at(from), to: at(from + lasts) })),
  );

describe("the bars of a timeline", () => {
  it("are all in the plot, counted where there is no row, and hide nothing of each other but a sliver", () => {
    fc.assert(
      fc.property(spans, (drawn) => {
        const lanes = laneRows(drawn, period(drawn));
        expect(lanes.map(({ lane }) => lane)).toEqual(LANES);
        const bars = lanes.flatMap(({ rows }) => rows.flat());
        expect(bars.length + lanes.reduce((sum, { left }) => sum + left, 0)).toBe(drawn.length);
        for (const { x, width } of bars) {
          expect(x).toBeGreaterThanOrEqual(PLOT.margin);
          expect(x + width).toBeLessThanOrEqual(PLOT.margin + PLOT.width + 5.001);
        }
        for (const row of lanes.flatMap(({ rows }) => rows))
          for (const [index, bar] of row.entries())
            expect(bar.x).toBeGreaterThanOrEqual(
              (row[index - 1]?.x ?? 0) + (row[index - 1]?.width ?? 5) - 5.001,
            );
      }),
    );
  });

  it("have labels that lie in the plot and not upon each other", () => {
    fc.assert(
      fc.property(spans, (drawn) => {
        for (const row of laneRows(drawn, period(drawn)).flatMap(({ rows }) => rows)) {
          const placed = barLabels(row).map(({ text, x, anchor, line }) => {
            const width = columns(text) * 7;
            return { line, from: anchor === "start" ? x : x - width, to: anchor === "start" ? x + width : x };
          });
          for (const [index, label] of placed.entries()) {
            expect(label.from).toBeGreaterThanOrEqual(0);
            expect(label.to).toBeLessThanOrEqual(PLOT.width + 2 * PLOT.margin);
            for (const other of placed.slice(0, index))
              if (other.line === label.line)
                expect(label.from >= other.to || label.to <= other.from).toBe(true);
          }
        }
      }),
    );
  });

  it("tell a decision to wait and the wait once", () => {
    const drawn = timelineOf("task").filter(({ lane }) => lane === "copier function");
    const [row] = laneRows(drawn, period(drawn)).find(({ lane }) => lane === "copier function")?.rows ?? [];
    expect(barLabels(row ?? []).map(({ text }) => text)).toEqual([
      "wait: Export task task is IN_PROGRESS, 0 %",
      "wait: Export task task is IN_PROGRESS, 4 %",
      "wait: Export task task is IN_PROGRESS, 60 %",
      "landed: Every Parquet file of the export has landed: 20 files",
    ]);
  });
});

describe("the axis of time", () => {
  it.each([
    [
      "2026-11-21T12:00:03Z",
      "2026-11-21T12:00:07Z",
      ["12:00:03", "12:00:04", "12:00:05", "12:00:06", "12:00:07"],
    ],
    ["2026-11-21T12:03:55Z", "2026-11-21T12:13:17Z", ["12:04", "12:06", "12:08", "12:10", "12:12"]],
    [
      "2026-11-21T22:30:00Z",
      "2026-11-22T04:10:00Z",
      ["21. 23:00", "22. 00:00", "22. 01:00", "22. 02:00", "22. 03:00", "22. 04:00"],
    ],
    [
      "2026-11-21T22:30:00Z",
      "2026-11-28T04:10:00Z",
      ["11-22", "11-23", "11-24", "11-25", "11-26", "11-27", "11-28"],
    ],
  ])("from %s to %s", (from, to, labels) => {
    expect(ticks(Date.parse(from), Date.parse(to)).map(({ label }) => label)).toEqual(labels);
  });

  it("has ten ticks at most, all within, however long it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e12 }), fc.integer({ min: 1_000, max: 4e11 }), (from, lasts) => {
        const drawn = ticks(from, from + lasts);
        expect(drawn.length).toBeLessThanOrEqual(10);
        for (const { at: time } of drawn) {
          expect(time).toBeGreaterThanOrEqual(from);
          expect(time).toBeLessThanOrEqual(from + lasts);
        }
      }),
    );
  });
});
