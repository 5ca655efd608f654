import type { LandingDate } from "../../shared/landing-date";
import {
  landingsOfDay,
  readRecordKey,
  type LandingRecord,
  type LandingRecordsReader,
} from "../../shared/landing-records";
import type { StoredObject } from "../../shared/s3-listing";

/** What the other exports of a day have left beside their files, at one moment. */
export interface OtherRecords {
  readonly manifests: readonly StoredObject[];
  /** Export tasks that have begun to land, and have no manifest. */
  readonly unfinished: ReadonlySet<string>;
}

/** @param taskId the export whose records are left out @throws AwsCallError */
export async function otherRecords(
  date: LandingDate,
  taskId: string,
  records: LandingRecordsReader,
): Promise<OtherRecords> {
  const byRecord = new Map<LandingRecord, Map<string, StoredObject>>();
  for await (const page of records.list(landingsOfDay(date)))
    for (const object of page) {
      const found = readRecordKey(object.key);
      if (found === undefined || found.taskId === taskId) continue;
      const tasks = byRecord.get(found.record) ?? new Map<string, StoredObject>();
      byRecord.set(found.record, tasks.set(found.taskId, object));
    }
  const manifests = byRecord.get("manifest") ?? new Map<string, StoredObject>();
  const begun = [...(byRecord.get("landing")?.keys() ?? [])];
  return {
    manifests: [...manifests.values()],
    unfinished: new Set(begun.filter((task) => !manifests.has(task))),
  };
}
