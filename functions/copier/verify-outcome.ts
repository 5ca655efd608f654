import type { Outcome } from "../shared/outcome";
import type { LandingJob } from "./landing-job";
import type { VerifyPlace } from "./place";
import type { Differences } from "./verify/differences";

/** Copies that begin anew because files are missing in the zone, before a person is told. */
const MOST_ROUNDS = 1;

/**
 * What becomes of a landing that is not what it should be.
 *
 * @param from where the verification began
 */
export function differentOutcome(differences: Differences, job: LandingJob, from: VerifyPlace): Outcome {
  const { missing, colliding, strays } = differences;
  const reject = (code: string, reason: string, remedy: string, body: string): Outcome => ({
    kind: "reject",
    subject: job.subject,
    code,
    reason,
    remedy: `There is no manifest and no workflow was started. ${remedy}`,
    body,
  });
  if (strays.total > 0)
    return reject(
      "UNKNOWN_LAYOUT",
      `Objects of the export are neither Parquet files of a table nor anything else that RDS writes: ${strays.words()}`,
      "See what lies in the export bucket: if RDS has changed its layout the copier must learn it; strange files must go. Then redrive this letter.",
      job.body(),
    );
  if (colliding.total > 0)
    return reject(
      "LANDING_KEYS_COLLIDE",
      `${colliding.total} files of the export have a name that another file of their table has, too, in this export or in another of that day, and would land on one key: ${colliding.words()}`,
      "Land the others by hand under names of their own and start the workflow; then delete this letter. Of two exports the file in the zone is the one that was copied last.",
      job.body(from),
    );
  if (missing.total === 0) return unknownFiles(differences, job, from);
  if (from.round < MOST_ROUNDS)
    return {
      kind: "wait",
      subject: job.subject,
      cause: "verification",
      reason: `${missing.total} files are missing in the landing zone after the copy, which begins anew: ${missing.words()}`,
      body: job.body({ phase: "copy", round: from.round + 1 }),
    };
  return reject(
    "LANDING_INCOMPLETE",
    `${missing.total} files are missing in the landing zone, though they were copied twice: ${missing.words()}`,
    "See who deletes or replaces files there (a lifecycle rule, a job that reads too early?), and stop that; then redrive this letter: what is missing is copied again.",
    job.body(),
  );
}

function unknownFiles({ unknown }: Differences, job: LandingJob, from: VerifyPlace): Outcome {
  return {
    kind: "reject",
    subject: job.subject,
    code: "UNKNOWN_FILES_IN_ZONE",
    reason: `${unknown.total} files lie in the landed tables' partitions that neither this export nor one of another snapshot of that day has: ${unknown.words()}`,
    remedy:
      "There is no manifest and no workflow was started, since whoever reads the landed files reads these, too. See who " +
      "wrote them (another export of the same snapshot holds the same rows); have the zone's owner move or delete them, then redrive this letter.",
    body: job.body(from),
  };
}
