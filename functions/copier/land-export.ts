import { randomUUID } from "node:crypto";
import { failureOutcome } from "../shared/failure-outcome";
import { importDate } from "../shared/landing-date";
import { recordKey } from "../shared/landing-records";
import type { Outcome } from "../shared/outcome";
import { concludeLanding } from "./conclude-landing";
import { toldBefore } from "./decide";
import { copyMetrics, copyOutcome } from "./copy-outcome";
import { STOP_MILLISECONDS } from "./invocation-time";
import { land, type LandedFiles } from "./land";
import type { CopierDependencies, LandingJob } from "./landing-job";
import { isFinished, recordFinished } from "./finished";
import { withLandingClaim } from "./landing-claim";
import { isTold, letterOf } from "./letter-record";
import { refuseLostFile } from "./lost-file";
import { nameInstance } from "./manifest";
import type { CopyPlace, VerifyPlace } from "./place";
import type { LandingRun } from "./ports";
import { landedMeanwhile, refuseSibling, snapshotLost } from "./refuse-sibling";
import { isAwaited, startWorkflow, waitForWorkflow, type Done } from "./start-workflow";
import { otherExports } from "./verify/other-exports";
import { verifyLanding, type Copied } from "./verify-landing";

/**
 * Lands one export as far as this invocation comes: copies, verifies, writes the manifest, starts the workflow. Each step
 * leaves its trace in S3 or Glue before the next begins, so that a repetition, or a second message, goes on from there.
 */
export async function landExport(job: LandingJob, dependencies: CopierDependencies): Promise<Outcome> {
  const manifest = await dependencies.records.read(recordKey(job.date, job.task.id, "manifest"));
  if (manifest !== undefined) {
    await nameInstance(job, dependencies.records);
    return (await leftToOthers(job, dependencies)) ?? (await finish(job, landedBefore(job), dependencies));
  }
  // RDS's event and the export function's message speak of one export: one letter is enough.
  const letter = await letterOf(job, dependencies);
  if (job.isRoutine && letter !== undefined) return { ...toldBefore(job.task), subject: job.subject };
  const refused = refuseLostFile(job, letter);
  if (refused !== undefined) return refused;

  return await withLandingClaim(job, dependencies, () => landClaimed(job, dependencies));
}

/** Whether a landing whose manifest is there needs this message no more. A person's always gets its answer. */
async function leftToOthers(job: LandingJob, dependencies: CopierDependencies): Promise<Outcome | undefined> {
  if (!job.isRoutine) return undefined;
  const { records } = dependencies;
  const before = landedBefore(job);
  if (await isFinished(job, records)) return { ...before, nextStep: "none: nothing is left to be done" };
  if (await isTold(job, dependencies, "workflowRejection"))
    return { ...toldBefore(job.task), subject: job.subject };
  const claimKey = recordKey(job.date, job.task.id, "workflowStart");
  if (job.awaitsWorkflow || !(await isAwaited(claimKey, job.messageId, dependencies))) return undefined;
  return { ...before, nextStep: "none: another message waits to start the workflow" };
}

async function landClaimed(job: LandingJob, dependencies: CopierDependencies): Promise<Outcome> {
  const entry = await refuseSibling(job, dependencies);
  if (entry.kind === "refused") return entry.outcome;
  const { place } = entry;
  const copy = place.phase === "copy" ? await copyFiles(job, place, dependencies) : undefined;
  if (copy?.kind === "not-yet") return copy.outcome;
  const from: VerifyPlace =
    place.phase === "verify" ? place : { phase: "verify", parts: [], round: place.round };
  const landed = await verifyAndConclude(job, from, copy, dependencies);
  return landed.kind === "done" ? await finish(job, landed, dependencies) : landed;
}

async function copyFiles(
  job: LandingJob,
  place: CopyPlace,
  { storage, records, rds, environment, clock, log }: CopierDependencies,
): Promise<({ readonly kind: "copied" } & Copied) | { readonly kind: "not-yet"; readonly outcome: Outcome }> {
  const { task, prefix, date, subject } = job;
  const { bucket } = task;
  const settings = { bucket, prefix, serviceArea: environment.SERVICE_AREA, date };
  const others = otherExports({ task, date, zoneEmptyAt: undefined }, { records, rds, storage });
  const begun = clock.now();
  const landing = await land(settings, { storage, others }, job.invocation, place.after);
  const { files } = landing;
  if (!files.zoneListable)
    log.warn(
      "The landing zone may not be listed: its owner must allow s3:ListBucket, for nothing is verified without",
      {
        ...subject,
        reason: "s3:ListBucket on the landing zone is denied",
      },
    );
  if (landing.kind !== "landed") return { kind: "not-yet", outcome: copyOutcome(landing, job, place) };
  // What lay in the partitions of the tables before the place was not looked at.
  const wasEmpty = place.after === undefined && landing.zoneWasEmpty;
  return { kind: "copied", files, ...(wasEmpty && { zoneEmptyAt: begun }) };
}

/** Whatever fails behind the copy does not cost the copy: the message goes on with the verification. */
async function verifyAndConclude(
  job: LandingJob,
  from: VerifyPlace,
  copy: Copied | undefined,
  dependencies: CopierDependencies,
): Promise<Done | Exclude<Outcome, Done>> {
  const copied = copy?.files;
  try {
    const verified = await verifyLanding(job, from, copy, dependencies);
    if (verified.kind === "not-yet")
      return withCopied(await landedMeanwhile(verified.outcome, job, dependencies), copied);
    const lost = await snapshotLost(job, from, dependencies);
    if (lost !== undefined) return withCopied(lost, copied);
    const concluded = await concludeLanding(job, verified.tables, copied, dependencies);
    return concluded.kind === "reject"
      ? withCopied({ ...concluded, body: job.body(from) }, copied)
      : concluded;
  } catch (error) {
    return withCopied(failureOutcome(error, job.subject, job.body(from)), copied);
  }
}

async function finish(job: LandingJob, landed: Done, dependencies: CopierDependencies): Promise<Outcome> {
  const ended = await startRun(job, landed, dependencies);
  if (ended.kind === "done") await recordFinished(job, dependencies);
  // A letter from before the landing says nothing of the workflow.
  return ended.kind === "wait" || ended.kind === "reject"
    ? { ...ended, letterRecord: recordKey(job.date, job.task.id, "workflowRejection") }
    : ended;
}

async function startRun(job: LandingJob, landed: Done, dependencies: CopierDependencies): Promise<Outcome> {
  const run = landingRun(job, dependencies);
  if (run === undefined) return landed;
  if (job.invocation.getRemainingTimeInMillis() < STOP_MILLISECONDS)
    return waitForWorkflow("The files have landed; the time left is too short to start the workflow", landed);
  const claimKey = recordKey(job.date, job.task.id, "workflowStart");
  return await startWorkflow(
    { run, subject: job.subject, claimKey, messageId: job.messageId, nonce: randomUUID(), landed },
    dependencies,
  );
}

function landedBefore({ subject, task, awaitsWorkflow }: LandingJob): Done {
  return {
    kind: "done",
    subject,
    decision: awaitsWorkflow ? "landed" : "already-landed",
    reason: `There is a manifest of ${task.id}: its files have landed before`,
    nextStep: "none: no workflow is set",
  };
}

function landingRun({ task, date }: LandingJob, { environment }: CopierDependencies): LandingRun | undefined {
  const workflow = date.backdated ? environment.BACKDATED_WORKFLOW_NAME : environment.WORKFLOW_NAME;
  return workflow === "" ? undefined : { workflow, taskId: task.id, importDate: importDate(date) };
}

/** What was copied is counted however the invocation ends. */
function withCopied<Ended extends Outcome>(outcome: Ended, copied: LandedFiles | undefined): Ended {
  if (copied === undefined) return outcome;
  return { ...outcome, metrics: { ...copyMetrics(copied), ...outcome.metrics } };
}
