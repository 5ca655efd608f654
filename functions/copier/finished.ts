import { AwsCallError } from "../shared/aws-failure";
import type { Clock } from "../shared/clock";
import { recordKey, type LandingRecords } from "../shared/landing-records";
import type { Log } from "../shared/ports";
import type { LandingJob } from "./landing-job";

type Landing = Pick<LandingJob, "date" | "task" | "subject">;

/** Whether nothing is left to be done for a landing. @throws AwsCallError */
export async function isFinished(
  { date, task }: Landing,
  records: Pick<LandingRecords, "read">,
): Promise<boolean> {
  return (await records.read(recordKey(date, task.id, "finished"))) !== undefined;
}

/**
 * Records that nothing is left to be done. Without it reconciliation lets the copier look at the landing again: a message
 * that waited for the workflow may be lost, and nothing else would tell.
 */
export async function recordFinished(
  { date, task, subject }: Landing,
  { records, clock, log }: { records: Pick<LandingRecords, "create">; clock: Clock; log: Log },
): Promise<void> {
  try {
    const at = clock.now().toISOString();
    await records.create(recordKey(date, task.id, "finished"), JSON.stringify({ at }));
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    const reason =
      "It could not be recorded that the landing is finished: reconciliation has it looked at again";
    log.warn(reason, { ...subject, reason, error });
  }
}
