import { recordKey } from "../shared/landing-records";
import type { Outcome } from "../shared/outcome";
import { LOST_FILE, type Rejection } from "../shared/rejection";
import { EXPORT_ANEW } from "../shared/remedies";
import type { LandingJob } from "./landing-job";

/**
 * Refuses an export that has lost a file while it was copied: its listing does not name that file any more, so that what is
 * left would be verified as whole.
 *
 * @param letter the record of the last letter about the export
 * @returns undefined when that letter tells of anything else
 */
export function refuseLostFile(
  { subject, task, date }: Pick<LandingJob, "subject" | "task" | "date">,
  letter: Partial<Rejection> | undefined,
): Outcome | undefined {
  if (letter?.code !== LOST_FILE) return undefined;
  const record = `${task.bucket}/${recordKey(date, task.id, "rejection")}`;
  return {
    kind: "reject",
    subject,
    code: LOST_FILE,
    reason: `A file of ${task.id} was gone when it was to be copied, as the letter of ${letter.at} says: what is left is no whole snapshot`,
    remedy:
      `Nothing was copied. If the file has been restored in the export bucket, delete ${record} and send this message again. ` +
      `Else delete this letter. ${EXPORT_ANEW}`,
  };
}
