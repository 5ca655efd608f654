import { compareTable } from "../../../local/verify/compare-table";
import type { LandedFiles } from "../../../local/verify/landed-files";
import { RowChecksum } from "../../../local/verify/row-checksum";

const table = { schema: "public", table: "item", columns: [], heaps: [] };
const file = { key: "public.item/part-1.parquet", size: 100 };
const compare = (read: LandedFiles["read"]): ReturnType<typeof compareTable> =>
  compareTable(
    { kind: "read", rows: new RowChecksum() },
    { list: () => Promise.resolve([file]), read },
    table,
    { path: "public.item/", files: [file], source: "database" },
  );

test("a file that is no Parquet is a problem of its table", async () => {
  await expect(compare((_key, start, end) => Promise.resolve(new ArrayBuffer(end - start)))).resolves.toEqual(
    expect.objectContaining({
      kind: "compared",
      comparison: expect.objectContaining({
        matches: false,
        problems: [expect.stringMatching(/^public\.item\/part-1\.parquet: /)],
      }),
    }),
  );
});

test.each(["an abort", "a failure of AWS"])("%s while a file is read is no difference", async (what) => {
  const thrown = new Error(what);
  await expect(compare(() => Promise.reject(thrown))).rejects.toBe(thrown);
});
