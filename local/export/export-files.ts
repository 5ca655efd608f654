/** The folder of an export: everything of it lies below. */
export const exportFolder = (prefix: string, task: string): string =>
  prefix === "" ? task : `${prefix}/${task}`;

/** The folder of one run of a table's export: `<export>/<database>/<schema.table>/<batch>`. */
export function batchFolder(
  exportFolderKey: string,
  database: string,
  table: { readonly schema: string; readonly table: string },
  batch: number,
): string {
  return `${exportFolderKey}/${database}/${table.schema}.${table.table}/${batch}`;
}

/**
 * Name of a part's file, as Spark names what RDS lets it write.
 *
 * @param file number of the file within the part: one is enough unless its rows are wide
 */
export const partFile = (part: number, run: string, file: number): string =>
  `part-${String(part).padStart(5, "0")}-${run}-c${String(file).padStart(3, "0")}.gz.parquet`;
