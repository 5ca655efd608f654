import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { parquetMetadata } from "hyparquet";
import type { FileMetaData, SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { writeMetadata } from "hyparquet-writer/src/metadata.js";

/** Bytes of a Parquet file's end: the footer's length and "PAR1". */
const tailBytes = 8;

/**
 * Gives a Parquet file another schema with the same physical types, in its footer; the pages stay as they are. The
 * writer's own schema differs from RDS's (it annotates plain integers, and cannot write two names that differ only
 * in case).
 *
 * Smallest and largest values are left out of the footer, where they are optional; counts of NULLs stay.
 *
 * @throws Error when the schema does not fit the columns of the file
 */
export async function rewriteFooter(file: string, schema: readonly SchemaElement[]): Promise<void> {
  const handle = await open(file, "r+");
  try {
    const { size } = await handle.stat();
    const tail = await read(handle, size - tailBytes, tailBytes);
    const footerBytes = tail.readUInt32LE(0);
    const start = size - tailBytes - footerBytes;
    const metadata = parquetMetadata(await read(handle, start, footerBytes + tailBytes), {
      geoparquet: false,
    });
    const writer = new ByteWriter();
    writeMetadata(writer, withSchema(metadata, schema, file));
    const footer = Buffer.concat([writer.getBytes(), Buffer.from("PAR1")]);
    await handle.write(footer, 0, footer.length, start);
    await handle.truncate(start + footer.length);
  } finally {
    await handle.close();
  }
}

async function read(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error(`expected ${length} bytes at ${position}, got ${bytesRead}`);
  return buffer;
}

function withSchema(metadata: FileMetaData, schema: readonly SchemaElement[], file: string): FileMetaData {
  const columns = schema.filter(({ type }) => type !== undefined);
  const given = metadata.schema.filter(({ type }) => type !== undefined);
  const fits =
    columns.length === given.length && columns.every(({ type }, index) => type === given[index]?.type);
  if (!fits)
    throw new Error(
      `${file}: expected physical types ${types(columns)}, the file was written with ${types(given)}`,
    );
  return {
    ...metadata,
    schema: [...schema],
    row_groups: metadata.row_groups.map((group) => ({
      ...group,
      columns: group.columns.map((column, index) => ({
        ...column,
        ...renamed(column.meta_data, columns[index]),
      })),
    })),
  };
}

type ColumnMetaData = FileMetaData["row_groups"][number]["columns"][number]["meta_data"];

function renamed(
  metadata: ColumnMetaData,
  column: SchemaElement | undefined,
): { readonly meta_data?: NonNullable<ColumnMetaData> } {
  if (metadata === undefined || column === undefined) return {};
  const { statistics, ...rest } = metadata;
  const nulls = statistics?.null_count;
  return {
    meta_data: {
      ...rest,
      path_in_schema: [column.name],
      ...(nulls === undefined ? {} : { statistics: { null_count: nulls } }),
    },
  };
}

const types = (columns: readonly SchemaElement[]): string => columns.map(({ type }) => type).join(", ");
