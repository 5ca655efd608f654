import { AwsCallError } from "../shared/aws-failure";
import type { Invocation, MessageHandler } from "../shared/batch";
import { failureOutcome } from "../shared/failure-outcome";
import { NO_SUBJECT, type Outcome, type Subject } from "../shared/outcome";
import type { Log } from "../shared/ports";
import { decideCopy, type CopyDecision } from "./decide";
import type { CopierEnvironment } from "./environment";
import { parseCopierRequest, type CopyRequest } from "./event";
import { exportPrefix } from "./export-prefix";
import { landingOutcome } from "./landing-outcome";
import { importDate } from "../shared/landing-date";
import { land, STOP_MILLISECONDS } from "./land";
import type { CopierRds, LandingRun, Storage, Workflows } from "./ports";
import { startWorkflow, waitForWorkflow } from "./start-workflow";

/** What the copier works with. */
export interface CopierDependencies {
  readonly rds: CopierRds;
  readonly storage: Storage;
  readonly workflows: Workflows;
  readonly environment: CopierEnvironment;
  readonly log: Log;
}

type Copying = Extract<CopyDecision, { kind: "copy" }>;

/** Handles one message of the copier's queue: looks at the export task; when it is complete, lands its files. */
export function copierHandler(dependencies: CopierDependencies): MessageHandler {
  return async ({ body, state }, invocation) => {
    const request = parseCopierRequest(body);
    if (request.kind === "unreadable")
      return [
        {
          kind: "reject",
          subject: NO_SUBJECT,
          code: "UNREADABLE_MESSAGE",
          reason: request.reason,
          remedy:
            "See who sends to the copier's queue: it takes " +
            '{"ExportTaskIdentifier":"…","ExportBucket":"…"} only. Then delete this letter.',
        },
      ];
    if (request.kind !== "copy-request")
      return [
        {
          kind: "ignore",
          subject: NO_SUBJECT,
          reason:
            request.kind === "not-ours" ? request.reason : `${request.eventId} of ${request.snapshotArn}`,
        },
      ];
    const landed = state.waiting?.cause === "workflow-start";
    return [await handleRequest(request, landed, invocation, dependencies)];
  };
}

async function handleRequest(
  request: CopyRequest,
  landed: boolean,
  invocation: Invocation,
  dependencies: CopierDependencies,
): Promise<Outcome> {
  let subject: Subject = { snapshot: null, exportTask: request.taskId };
  try {
    const task = await dependencies.rds.findExportTask(request.taskId);
    if (task !== undefined) subject = { snapshot: task.sourceArn, exportTask: task.id };
    const decision = decideCopy({ ...request, task });
    if (decision.kind !== "copy") return { ...decision, subject };
    return await copyAndStart(decision, subject, landed, invocation, dependencies);
  } catch (error) {
    return failureOutcome(error, subject);
  }
}

/** @param landed the files have landed before: only the workflow is still to be started */
async function copyAndStart(
  { task, date, warnings }: Copying,
  subject: Subject,
  landed: boolean,
  invocation: Invocation,
  { storage, workflows, environment, log }: CopierDependencies,
): Promise<Outcome> {
  const run = landingRun(task.id, importDate(date), date.backdated, environment);
  if (landed && run !== undefined) return await startWorkflow(run, subject, workflows);

  const earlier = run && (await earlierRun(run, workflows));
  if (run !== undefined && earlier !== undefined)
    return {
      kind: "done",
      subject,
      decision: "already-landed",
      reason: `Run ${earlier} of the workflow ${run.workflow} was started for this landing before`,
      nextStep: "none: acknowledged",
    };

  const prefix = exportPrefix(task);
  const settings = { prefix, serviceArea: environment.SERVICE_AREA, date };
  const landing = await land(task.bucket, settings, storage, invocation);
  if (!landing.files.zoneListable)
    log.warn(
      "The landing zone may not be listed: its owner should allow s3:ListBucket, or a copy is made anew each time",
      {
        ...subject,
        reason: "s3:ListBucket on the landing zone is denied",
      },
    );
  const outcome = landingOutcome(landing, subject, { prefix, bucket: task.bucket, date, warnings });
  if (outcome.kind !== "done") return outcome;

  if (warnings.skippedTables.length + warnings.general.length > 0)
    log.warn(`Export task ${task.id} is COMPLETE with warnings: see skippedTables`, {
      ...subject,
      ...warnings,
    });
  if (run === undefined) return outcome;
  return invocation.getRemainingTimeInMillis() < STOP_MILLISECONDS
    ? waitForWorkflow(
        "The files have landed; the time left is too short to start the workflow",
        subject,
        outcome,
      )
    : await startWorkflow(run, subject, workflows, outcome);
}

/** A workflow that cannot be asked does not keep the files from landing: it is asked again before it is started. */
async function earlierRun(run: LandingRun, workflows: Workflows): Promise<string | undefined> {
  try {
    return await workflows.findRun(run.workflow, run.taskId);
  } catch (error) {
    if (error instanceof AwsCallError && error.kind !== "healable") return undefined;
    throw error;
  }
}

function landingRun(
  taskId: string,
  day: string,
  backdated: boolean,
  environment: CopierEnvironment,
): LandingRun | undefined {
  const workflow = backdated ? environment.BACKDATED_WORKFLOW_NAME : environment.WORKFLOW_NAME;
  return workflow === "" ? undefined : { workflow, taskId, importDate: day };
}
