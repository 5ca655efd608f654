import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ExportColumn } from "../../../local/export/catalogue";
import { ParquetWriter } from "../../../local/export/parquet-writer";

const folder = mkdtempSync(path.join(tmpdir(), "writer-"));
const csv = path.join(folder, "rows.csv");
const parquet = path.join(folder, "rows.parquet");
let writer: ParquetWriter;

const column = (name: string, kind: ExportColumn["kind"]): ExportColumn => ({
  name,
  kind,
  typeName: "",
  originalType: "",
  charMaxLength: 0,
  numPrecision: 0,
  dateTimePrecision: 0,
});
const columns = [column("Id", "int32"), column("id", "text")];

function writeCsv(lines: readonly string[]): { rows: number; bytes: number; longestRow: number } {
  const text = lines.map((line) => `${line}\n`).join("");
  writeFileSync(csv, text);
  const longestRow = lines.reduce((longest, line) => Math.max(longest, Buffer.byteLength(line) + 1), 0);
  return { rows: lines.length, bytes: Buffer.byteLength(text), longestRow };
}

beforeAll(async () => {
  writer = await ParquetWriter.open(folder);
});

afterAll(() => {
  writer.close();
  rmSync(folder, { recursive: true });
});

it("writes files whose rewritten footer other readers accept, with names that differ only in case", async () => {
  const copied = writeCsv(['"1","7",""', '"1",,"a ""quoted""\nline"', '"1","-2147483648",']);
  await writer.write(csv, copied, columns, parquet, new AbortController().signal);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const schema = `SELECT name, type, converted_type FROM parquet_schema('${parquet}') WHERE num_children IS NULL`;
  expect((await connection.runAndReadAll(schema)).getRows()).toEqual([
    ["Id", "INT32", null],
    ["id", "BYTE_ARRAY", "UTF8"],
  ]);
  const rows = await connection.runAndReadAll(`SELECT * FROM '${parquet}'`);
  expect(rows.getRows()).toEqual([
    [7, ""],
    [null, 'a "quoted"\nline'],
    [-2147483648, null],
  ]);
  connection.closeSync();
});

it("refuses a value that does not fit its type, instead of writing another one", async () => {
  const copied = writeCsv(['"1","2147483648","x"']);
  await expect(writer.write(csv, copied, columns, parquet, new AbortController().signal)).rejects.toThrow(
    /2147483648/,
  );
});

it("is interrupted in the middle, and can be used again", async () => {
  const copied = writeCsv(
    Array.from({ length: 300_000 }, (_, index) => `"1","${index}","row ${index} ${index * 7919}"`),
  );
  const controller = new AbortController();
  const written = expect(writer.write(csv, copied, columns, parquet, controller.signal)).rejects.toThrow(
    "stop",
  );
  setTimeout(() => {
    controller.abort(new Error("stop"));
  }, 30);
  await written;
  await writer.write(csv, writeCsv(['"1","1","a"']), columns, parquet, new AbortController().signal);
});
