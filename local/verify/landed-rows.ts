import { parquetMetadataAsync, parquetRead } from "hyparquet";
import type { AsyncBuffer, Compressors, FileMetaData, SchemaElement } from "hyparquet";
import { compressors as allCompressors } from "hyparquet-compressors";
import { gunzipSync } from "node:zlib";
import type { ExpectedColumn } from "./expected-tables";
import type { LandedFile, LandedFiles } from "./landed-files";
import type { RowChecksum } from "./row-checksum";
import { canonicalFromParquet } from "./value-kind";
import type { ValueKind } from "./value-kind";

/** zlib is several times faster than a decompressor in JavaScript. */
const compressors: Compressors = { ...allCompressors, GZIP: (input) => gunzipSync(input) };

/** Bytes that are no UTF-8 are an error here, not a replacement character; a byte order mark is part of a value. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const parsers = { stringFromBytes: (bytes: Uint8Array): string => utf8.decode(bytes) };

/**
 * Adds every row of a Parquet file to a checksum, one row group at a time.
 *
 * @throws Error when the file is no Parquet, its columns are not those expected, or a value is of another kind
 */
export async function addParquetRows(
  files: Pick<LandedFiles, "read">,
  { key, size }: LandedFile,
  columns: readonly ExpectedColumn[],
  checksum: RowChecksum,
): Promise<void> {
  const file: AsyncBuffer = { byteLength: size, slice: (start, end = size) => files.read(key, start, end) };
  const metadata = await parquetMetadataAsync(file, { geoparquet: false });
  checkColumns(metadata, columns);
  let start = 0;
  for (const group of metadata.row_groups) {
    const end = start + Number(group.num_rows);
    const rows = await readRows(file, metadata, start, end);
    if (rows.length !== end - start) throw new Error(`expected ${end - start} rows, got ${rows.length}`);
    for (const row of rows)
      checksum.add(columns.map(({ kind }, index) => canonicalFromParquet(kind, row[index])));
    start = end;
  }
}

async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<readonly (readonly unknown[])[]> {
  let read: readonly (readonly unknown[])[] = [];
  await parquetRead({
    file,
    metadata,
    rowStart,
    rowEnd,
    compressors,
    parsers,
    // Byte arrays without an annotation are bytes, not text.
    utf8: false,
    geoparquet: false,
    rowFormat: "array",
    onComplete: (rows) => {
      read = rows;
    },
  });
  return read;
}

const parquetTypes: Readonly<Record<ValueKind, string>> = {
  boolean: "BOOLEAN",
  integer16: "INT32 INT_16",
  integer32: "INT32",
  integer64: "INT64",
  float32: "FLOAT",
  float64: "DOUBLE",
  bytes: "BYTE_ARRAY",
  text: "BYTE_ARRAY UTF8",
};

function checkColumns(metadata: FileMetaData, columns: readonly ExpectedColumn[]): void {
  const found = metadata.schema.slice(1).map((element) => `${element.name} ${parquetType(element)}`);
  const expected = columns.map(({ name, kind }) => `${name} ${parquetTypes[kind]}`);
  const differing = [...expected.keys(), ...found.keys()].find((index) => found[index] !== expected[index]);
  if (differing === undefined) return;
  throw new Error(
    `column ${differing + 1}: expected ${expected[differing] ?? "none"}, got ${found[differing] ?? "none"}`,
  );
}

function parquetType({ type, converted_type: converted, logical_type: logical }: SchemaElement): string {
  const annotation =
    converted ??
    (logical?.type === "STRING"
      ? "UTF8"
      : logical?.type === "INTEGER"
        ? `${logical.isSigned ? "" : "U"}INT_${logical.bitWidth}`
        : logical?.type);
  return annotation === undefined ? String(type) : `${String(type)} ${annotation}`;
}
