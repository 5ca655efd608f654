import fc from "fast-check";
import { bytesPerFile, defaultRowsPerFile, planParts } from "../../../local/export/plan-parts";

const page = 8192;

it("splits 200,000 rows into four files", () => {
  const parts = planParts({ rows: 200_000, pages: 2100, bytes: 2100 * page });
  expect(parts.map(({ firstPage, endPage }) => [firstPage, endPage])).toEqual([
    [0, 525],
    [525, 1050],
    [1050, 1575],
    [1575, undefined],
  ]);
});

it("splits few rows of many bytes too", () => {
  expect(planParts({ rows: 300, pages: 300, bytes: 10 * bytesPerFile })).toHaveLength(10);
});

it("plans nothing for a table without rows, whatever pages it left behind", () => {
  expect(planParts({ rows: 0, pages: 500, bytes: 500 * page })).toEqual([]);
});

it("covers every page exactly once, in files of bounded size", () => {
  const size = fc.record({
    rows: fc.integer({ min: 1, max: 5_000_000 }),
    pages: fc.integer({ min: 1, max: 100_000 }),
    outOfLine: fc.integer({ min: 0, max: 2 ** 32 }),
  });
  fc.assert(
    fc.property(size, ({ rows, pages, outOfLine }) => {
      const bytes = pages * page + outOfLine;
      const parts = planParts({ rows, pages, bytes });
      let next = 0;
      for (const [index, part] of parts.entries()) {
        expect(part.index).toBe(index);
        expect(part.firstPage).toBe(next);
        next = part.endPage ?? Number.POSITIVE_INFINITY;
        expect(next).toBeGreaterThan(part.firstPage);
      }
      // The end is open: a table's last page is read whatever its number.
      expect(next).toBe(Number.POSITIVE_INFINITY);
      expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      const wanted = Math.max(rows / defaultRowsPerFile, bytes / bytesPerFile);
      if (pages >= wanted) expect(parts.length).toBeGreaterThanOrEqual(Math.floor(wanted));
    }),
  );
});
