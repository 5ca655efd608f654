import type { Snapshot } from "../aws/rds/model";
import type { ReadableSnapshot } from "../postgres/snapshot-session";
import { compareLanding, type LandingComparison } from "../verify/compare-landing";
import { landedFilesOnDisk } from "../verify/landed-files";
import type { LandingZone } from "./landing-zone";
import type { LandedObjects } from "./run-data";

/** Compares what a snapshot holds with what lies in the landing zone of the day on which it was taken. */
export function compareWithZone(
  readable: ReadableSnapshot,
  snapshot: Snapshot,
  aws: LandedObjects,
  zone: LandingZone,
): Promise<LandingComparison> {
  return compareLanding({
    snapshot: readable,
    landed: landedFilesOnDisk({
      objects: (prefix) => aws.buckets.objects(zone.bucket, prefix),
      filePath: (key) => aws.buckets.filePath(zone.bucket, key),
    }),
    serviceArea: zone.serviceArea,
    importDate: snapshot.createTime.toISOString().slice(0, 10).replaceAll("-", ""),
  });
}
