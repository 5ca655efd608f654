import type { Invocation } from "../shared/batch";
import type { ExportTask } from "../shared/export-task";
import { failureOutcome } from "../shared/failure-outcome";
import type { Incoming } from "../shared/incoming";
import { landingDate, type LandingDate } from "../shared/landing-date";
import { recordKey } from "../shared/landing-records";
import type { Outcome, Subject } from "../shared/outcome";
import { decideCopy, type CopyDecision } from "./decide";
import { copierBody, type CopyRequest } from "./event";
import { exportPrefix } from "./export-prefix";
import { landExport } from "./land-export";
import { withLandingClaim } from "./landing-claim";
import type { CopierDependencies } from "./landing-job";
import { isTold } from "./letter-record";

/** The export that a message is about, as RDS describes it. */
interface Export {
  readonly subject: Subject;
  /** Undefined: RDS knows no such task. */
  readonly task?: ExportTask;
  /** Where its records are kept. Undefined: RDS tells no day, or the message, RDS and this pipeline differ in the bucket. */
  readonly records?: { readonly date: LandingDate; readonly task: ExportTask };
}

/** The message at hand, and the time that there is for it. */
interface Delivery {
  readonly messageId: string;
  readonly invocation: Invocation;
}

/** Looks at the export task of one message; when it is complete, lands its files as far as this invocation comes. */
export async function handleCopyRequest(
  request: CopyRequest,
  { messageId }: Pick<Incoming, "messageId">,
  invocation: Invocation,
  dependencies: CopierDependencies,
): Promise<Outcome> {
  const { rds, environment, log } = dependencies;
  let seen: Export = { subject: { snapshot: null, exportTask: request.taskId } };
  if (request.placeProblem !== undefined)
    log.warn(request.placeProblem, { ...seen.subject, reason: request.placeProblem });
  try {
    const task = await rds.findExportTask(request.taskId);
    if (task !== undefined) seen = describe(task, request.bucket, environment.EXPORT_BUCKET_NAME);
    const outcome = await actOn(seen, request, { messageId, invocation }, dependencies);
    return withMessage(outcome, request, seen);
  } catch (error) {
    return withMessage(failureOutcome(error, seen.subject), request, seen);
  }
}

function describe(task: ExportTask, bucket: string, ourBucket: string): Export {
  const subject = { snapshot: task.sourceArn, exportTask: task.id };
  // A letter about a message that names another bucket is none about the landing.
  const isOurs = task.bucket === bucket && task.bucket === ourBucket;
  const date = isOurs ? landingDate(task.sourceArn, task.snapshotTime) : undefined;
  return { subject, task, ...(date !== undefined && { records: { date, task } }) };
}

async function actOn(
  seen: Export,
  request: CopyRequest,
  delivery: Delivery,
  dependencies: CopierDependencies,
): Promise<Outcome> {
  const { subject, task, records } = seen;
  const hasEndedInVain = task?.status === "FAILED" || task?.status === "CANCELED";
  const toldOnce = hasEndedInVain && request.redriven !== true ? records : undefined;
  const decision = decideCopy({
    ...request,
    task,
    exportBucket: dependencies.environment.EXPORT_BUCKET_NAME,
    isTold: toldOnce !== undefined && (await isTold(toldOnce, dependencies)),
  });
  if (decision.kind === "copy") return await landIt(decision, request, subject, delivery, dependencies);
  const outcome = { ...decision, subject };
  if (toldOnce === undefined || outcome.kind !== "reject") return outcome;
  // Who comes at the same moment finds the letter's record when it is its turn.
  const telling = { ...delivery, ...toldOnce, subject, isRoutine: true };
  return await withLandingClaim(telling, dependencies, () => Promise.resolve(outcome));
}

async function landIt(
  decision: Extract<CopyDecision, { kind: "copy" }>,
  request: CopyRequest,
  subject: Subject,
  delivery: Delivery,
  dependencies: CopierDependencies,
): Promise<Outcome> {
  const job = {
    ...decision,
    ...delivery,
    subject,
    prefix: exportPrefix(decision.task),
    // The export function does not always know it, but says that the message is its own.
    instance: request.instance === "" ? undefined : request.instance,
    place: request.place,
    isRoutine: request.redriven !== true,
    awaitsWorkflow: request.awaitsWorkflow === true,
    body: (place?: CopyRequest["place"]) => copierBody(request, place),
  };
  return await landExport(job, dependencies);
}

/** What waits takes along what it is to go on with; what is told of is recorded beside the landing. */
function withMessage(outcome: Outcome, request: CopyRequest, { records }: Export): Outcome {
  if (outcome.kind !== "wait" && outcome.kind !== "reject") return outcome;
  // Kept in the body: a failure that it waits for in between must not make it forget what it is for.
  const beginsToWait = outcome.kind === "wait" && outcome.cause === "workflow-start";
  const sent = beginsToWait ? { ...request, awaitsWorkflow: true as const } : request;
  const letterRecord = records && recordKey(records.date, records.task.id, "rejection");
  return {
    ...(letterRecord !== undefined && { letterRecord }),
    ...outcome,
    body: outcome.body ?? copierBody(sent, request.place),
  };
}
