import { sortFiles, tablePartition } from "../../../local/verify/landing-keys";

const zone = { serviceArea: "housing", database: "council", importDate: "20260109" };
const request = tablePartition(zone, "repairs.request");
const file = (key: string): { key: string; size: number } => ({ key, size: 1 });

it("names a table's partition of the day", () => {
  expect(request).toBe(
    "housing/council/repairs.request/import_year=2026/import_month=01/import_day=09/import_date=20260109/",
  );
});

it.each(["2026-01-09", "2026109", ""])("refuses the import date %j", (importDate) => {
  expect(() => tablePartition({ ...zone, importDate }, "a.b")).toThrow("expected YYYYMMDD");
});

it("gives a file to its table and passes over other days", () => {
  const other = request.replaceAll("09", "08");
  const { byPartition, unexplained } = sortFiles(
    [
      file(`${request}part-0.gz.parquet`),
      file(`${other}part-0.gz.parquet`),
      file(`${request}part-1.gz.parquet`),
    ],
    [request],
    zone.importDate,
  );
  expect(byPartition.get(request)?.map(({ key }) => key)).toEqual([
    `${request}part-0.gz.parquet`,
    `${request}part-1.gz.parquet`,
  ]);
  expect(unexplained).toEqual([]);
});

it.each([
  ["of a table that the snapshot does not have", `${request.replace("request", "ghost")}part-0.parquet`],
  ["in a folder below the partition", `${request}1/part-0.parquet`],
  ["that is no Parquet", `${request}_SUCCESS`],
  ["outside every partition", "housing/council/repairs.request/part-0.parquet"],
  [
    "whose date folders disagree with the layout",
    "housing/council/repairs.request/import_date=20260109/p.parquet",
  ],
  ["whose folders name different days", `${request.replace("import_day=09", "import_day=08")}part-0.parquet`],
])("does not explain a file %s", (_, key) => {
  expect(sortFiles([file(key)], [request], zone.importDate).unexplained).toEqual([file(key)]);
});
