import type { LandingComparison } from "../verify/compare-landing";
import type { SnapshotResult } from "./run-result";

/** What a comparison found, as results have it. @param bucket the landing zone's */
export function landingResult(
  found: LandingComparison,
  bucket: string,
): Pick<SnapshotResult, "tables" | "unexplained" | "unexported" | "undocumented"> {
  return {
    tables: found.tables.map((each) => ({
      table: each.table,
      rowsInSnapshot: each.snapshotRows,
      rowsLanded: each.landedRows,
      checksumInSnapshot: each.snapshotChecksum,
      checksumLanded: each.landedChecksum,
      matches: each.matches,
      problems: each.problems,
      files: each.files,
      bytes: each.bytes,
      path: `${bucket}/${each.path}`,
    })),
    unexplained: found.unexplained,
    unexported: found.unexported,
    undocumented: found.undocumented,
  };
}
