import { landingDate } from "../shared/landing-date";
import { recordKey } from "../shared/landing-records";
import type { Outcome } from "../shared/outcome";
import type { CopierDependencies, LandingJob } from "./landing-job";
import { siblings } from "./siblings";

type Rejected = Extract<Outcome, { kind: "reject" }>;

/**
 * Refuses an export whose snapshot has landed by another export: its rows would stand twice. It takes somebody who exports by
 * hand, for the pipeline exports a snapshot again only when the first export has failed.
 *
 * @returns undefined when no other export of the snapshot has a manifest @throws AwsCallError
 */
export async function refuseLandedSibling(
  { task, subject }: Pick<LandingJob, "task" | "subject">,
  { rds, records }: Pick<CopierDependencies, "rds" | "records">,
): Promise<Rejected | undefined> {
  const tasks = await rds.exportTasksOf(task.sourceArn);
  for (const other of tasks) {
    if (other.bucket !== task.bucket || !siblings(task, other)) continue;
    const date = landingDate(other.sourceArn, other.snapshotTime);
    const manifest = date && recordKey(date, other.id, "manifest");
    if (manifest === undefined || (await records.read(manifest)) === undefined) continue;
    return alreadyLandedAs({ task, subject }, other.id, manifest);
  }
  return undefined;
}

/** What becomes of an export whose snapshot has landed by another. @param manifest key of that one's */
export function alreadyLandedAs(
  { task, subject }: Pick<LandingJob, "task" | "subject">,
  other: string,
  manifest: string,
): Rejected {
  return {
    kind: "reject",
    subject,
    code: "ALREADY_LANDED_AS",
    reason: `The snapshot of ${task.id} has landed by another export of it, ${other}: its rows would stand twice`,
    remedy:
      "Nothing more was copied and no workflow was started. Have the zone's owner remove files of this export that lie there from " +
      "before, if any; then delete this letter. If this export is to be landed instead, have the zone's " +
      `owner remove the files of ${other}, delete its manifest ${task.bucket}/${manifest}, then send the copier's queue this message again.`,
  };
}
