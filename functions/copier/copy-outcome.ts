import { failureOutcome } from "../shared/failure-outcome";
import type { MetricCounts, Outcome } from "../shared/outcome";
import type { Landing, LandedFiles } from "./land";
import type { LandingJob } from "./landing-job";
import type { CopyPlace } from "./place";
import type { Problem } from "./plan";

const REMEDIES: Readonly<Record<Problem["code"], string>> = {
  UNKNOWN_LAYOUT:
    "See what lies in the export bucket: if RDS has changed its layout the copier must learn it; strange files must go. Then redrive this letter.",
  LANDING_KEYS_COLLIDE:
    "Two files of one table have one name: land one of them by hand under another name, then start the workflow.",
  LANDING_KEY_TOO_LONG:
    "Rename the table, or land its files by hand under a shorter key; then start the workflow.",
};

/**
 * What becomes of a message whose copy has not come to its end.
 *
 * @param from where the copy began
 */
export function copyOutcome(
  landing: Exclude<Landing, { kind: "landed" }>,
  job: LandingJob,
  from: CopyPlace,
): Outcome {
  const { subject } = job;
  const { files } = landing;
  switch (landing.kind) {
    case "problems": {
      const more = landing.total - landing.named.length;
      return {
        kind: "reject",
        subject,
        code: landing.first.code,
        reason: landing.named.join("; ") + (more > 0 ? `; and ${more} more` : ""),
        remedy: `No workflow was started. ${REMEDIES[landing.first.code]}`,
        metrics: copyMetrics(files),
        body: job.body(placeAfter(from, from.after)),
      };
    }
    case "time-short":
      return {
        kind: "wait",
        subject,
        cause: "time-short",
        reason: `${files.files} files were copied before the invocation's time ran short: the next one goes on`,
        counts: { ...files },
        metrics: { ...copyMetrics(files), landingContinued: 1 },
        body: job.body(placeAfter(from, landing.after)),
        ...(landing.advanced && { progressed: true as const }),
      };
    case "failed": {
      const body = job.body(placeAfter(from, landing.after));
      const outcome = failureOutcome(landing.error, subject, body);
      return {
        ...outcome,
        reason: `${outcome.reason} (${landing.failures} failures; ${files.files} files were copied; no workflow was started)`,
        counts: { ...files, failures: landing.failures },
        metrics: copyMetrics(files),
        ...(outcome.kind === "wait" && landing.advanced && { progressed: true as const }),
      };
    }
  }
}

/** From the start there is no place. */
function placeAfter({ phase, round }: CopyPlace, after: string | undefined): CopyPlace | undefined {
  if (after !== undefined) return { phase, after, round };
  return round > 0 ? { phase, round } : undefined;
}

/** Counted in each invocation: copies that were made twice are copies, too. */
export function copyMetrics({ files, bytes }: LandedFiles): MetricCounts {
  return { ...(files > 0 && { filesCopied: files }), ...(bytes > 0 && { bytesCopied: bytes }) };
}
