/**
 * Sizes that RDS does not export (USER_ExportSnapshot, limitations: "close to or greater than" 500 MB and 2 GB). Values
 * are measured as they are written to Parquet: bytes of bytea, of everything else the bytes of its text.
 */
export interface ExportLimits {
  /** Bytes of a single value from which the whole export fails. @default 500 MiB */
  readonly valueBytes: number;
  /** Bytes of a row from which its table is skipped. @default 2 GiB */
  readonly rowBytes: number;
}

export const rdsExportLimits: ExportLimits = { valueBytes: 500 * 1024 ** 2, rowBytes: 2 * 1024 ** 3 };
