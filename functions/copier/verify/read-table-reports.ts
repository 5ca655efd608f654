import type { LandingRecordsReader } from "../../shared/landing-records";
import { parseTableReport, type ReportEntry } from "./table-report";

/** All that RDS reports of an export's tables, in one or more files; older exports have none. */
export interface TableReports {
  readonly entries: readonly ReportEntry[];
  /** Keys of files that could not be read as reports. */
  readonly unreadable: readonly string[];
}

/**
 * @param bucket reads the export bucket
 * @param prefix of the export's objects, with a slash at its end
 * @throws AwsCallError
 */
export async function readTableReports(bucket: LandingRecordsReader, prefix: string): Promise<TableReports> {
  const entries: ReportEntry[] = [];
  const unreadable: string[] = [];
  for await (const page of bucket.list(`${prefix}export_tables_info_`))
    for (const { key } of page) {
      if (!key.endsWith(".json") || key.slice(prefix.length).includes("/")) continue;
      const report = parseTableReport((await bucket.read(key))?.body ?? "");
      if (report === undefined) unreadable.push(key);
      else entries.push(...report);
    }
  return { entries, unreadable };
}
