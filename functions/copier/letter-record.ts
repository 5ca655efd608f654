import { recordKey } from "../shared/landing-records";
import { readRejection, type Rejection } from "../shared/rejection";
import type { CopierDependencies, LandingJob } from "./landing-job";

type Export = Pick<LandingJob, "date"> & { readonly task: Pick<LandingJob["task"], "id"> };
type Letter = "rejection" | "workflowRejection";

/** Whether a letter tells of the landing, or of the workflow behind it. @throws AwsCallError */
export async function isTold(
  job: Export,
  dependencies: Pick<CopierDependencies, "records">,
  letter: Letter = "rejection",
): Promise<boolean> {
  return (await letterOf(job, dependencies, letter)) !== undefined;
}

/** What the record of a letter says: nothing where it cannot be read, undefined where there is none. @throws AwsCallError */
export async function letterOf(
  { date, task }: Export,
  { records }: Pick<CopierDependencies, "records">,
  letter: Letter = "rejection",
): Promise<Partial<Rejection> | undefined> {
  const record = await records.read(recordKey(date, task.id, letter));
  return record && (readRejection(record.body) ?? {});
}
