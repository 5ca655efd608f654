import type { SnapshotExportRequest } from "../rds/snapshot-exporter";
import type { ExportTable } from "./catalogue";
import { exportFolder } from "./export-files";
import { exportedTypeNames } from "./parquet-kind";

const bytesPerGB = 1024 ** 3;

/** What is reported of one exported table. */
export interface TableReport {
  readonly table: ExportTable;
  /** Batches, each of which is done. */
  readonly batches: number;
  /** Bytes extracted. */
  readonly bytes: number;
  /** World time. */
  readonly started: Date;
  readonly ended: Date;
}

/** A table that is not in the export although it was asked for. */
export interface SkippedTable {
  /** `database.schema.table` */
  readonly target: string;
  readonly reason: string;
}

/** The object `export_info_<task>.json`; AWS does not describe it, the keys are those seen in real exports. */
export function exportInfo(request: SnapshotExportRequest, ended: Date, bytes: number): object {
  return {
    exportTaskIdentifier: request.exportTaskIdentifier,
    sourceArn: request.sourceArn,
    exportOnly: request.exportOnly,
    snapshotTime: request.snapshotTime.toISOString(),
    taskStartTime: request.taskStartTime.toISOString(),
    taskEndTime: ended.toISOString(),
    s3Bucket: request.bucket,
    s3Prefix: request.prefix,
    exportedFilesPath: exportFolder(request.prefix, request.exportTaskIdentifier),
    iamRoleArn: request.iamRoleArn,
    kmsKeyId: request.kmsKeyId,
    status: "COMPLETE",
    percentProgress: 100,
    totalExportedDataInGB: bytes / bytesPerGB,
  };
}

/** An entry of `perTableStatus` for a table that was exported. */
export function exportedTableStatus(
  database: string,
  { table, batches, bytes, started, ended }: TableReport,
): object {
  return {
    tableStatistics: {
      extractionStartTime: started.toISOString(),
      extractionEndTime: ended.toISOString(),
      partitioningInfo: { numberOfPartitions: batches, numberOfCompletedPartitions: batches },
    },
    schemaMetadata: {
      originalTypeMappings: table.columns.map((column) => ({
        columnName: column.name,
        originalType: column.originalType,
        expectedExportedType: exportedTypeNames[column.kind],
        originalCharMaxLength: column.charMaxLength,
        originalNumPrecision: column.numPrecision,
        originalDateTimePrecision: column.dateTimePrecision,
      })),
    },
    status: "COMPLETE",
    sizeGB: bytes / bytesPerGB,
    target: `${database}.${table.schema}.${table.table}`,
  };
}

/** The same for a table that was skipped. AWS shows none: the keys are those of other entries with a warning. */
export function skippedTableStatus({ target, reason }: SkippedTable): object {
  return { status: "SKIPPED", sizeGB: 0, target, warningMessage: reason };
}

/** RDS's WarningMessage: a JSON text; undefined when nothing was skipped. */
export function warningMessage(skipped: readonly SkippedTable[]): string | undefined {
  return skipped.length === 0
    ? undefined
    : JSON.stringify({ skippedTables: skipped, skippedObjectives: [], general: [] });
}
