import type { ExportTask } from "../shared/export-task";
import { failureOutcome } from "../shared/failure-outcome";
import { landingDate } from "../shared/landing-date";
import { recordKey, type LandingRecord, type LandingRecordsReader } from "../shared/landing-records";
import type { Outcome, Subject } from "../shared/outcome";
import type { CopyRequest } from "./event";
import type { ExportEvent } from "./export-event";
import { decideFinish } from "./finish-event";
import type { CopierDependencies } from "./landing-job";

/** Which exports an event of RDS's is about, each as if its own message had come. */
export type EndedExports =
  | { readonly kind: "handle"; readonly requests: readonly CopyRequest[] }
  | { readonly kind: "none"; readonly outcome: Outcome };

/** Gathers what is known of a snapshot's exports, and decides. */
export async function exportsThatEnded(
  { snapshotArn, eventId }: ExportEvent,
  { rds, records, environment }: Pick<CopierDependencies, "rds" | "records" | "environment">,
): Promise<EndedExports> {
  const subject: Subject = { snapshot: snapshotArn, exportTask: null };
  const exportBucket = environment.EXPORT_BUCKET_NAME;
  try {
    const tasks = await rds.exportTasksOf(snapshotArn);
    const ours = tasks.filter(({ bucket }) => bucket === exportBucket);
    const decision = decideFinish({
      snapshotArn,
      exportBucket,
      tasks,
      landed: await withRecord(records, ours, "manifest"),
      told: await withRecord(records, ours, "rejection"),
    });
    if (decision.kind === "none")
      return {
        kind: "none",
        outcome: { kind: "ignore", subject, reason: `${eventId}: ${decision.reason}` },
      };
    const requests = decision.tasks.map(({ id, bucket }): CopyRequest => ({
      kind: "copy-request",
      taskId: id,
      bucket,
    }));
    return { kind: "handle", requests };
  } catch (error) {
    return { kind: "none", outcome: failureOutcome(error, subject) };
  }
}

async function withRecord(
  records: LandingRecordsReader,
  tasks: readonly ExportTask[],
  record: LandingRecord,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const { id, sourceArn, snapshotTime } of tasks) {
    const date = landingDate(sourceArn, snapshotTime);
    if (date !== undefined && (await records.read(recordKey(date, id, record))) !== undefined) found.add(id);
  }
  return found;
}
