import type { Invocation, MessageHandler } from "../shared/batch";
import { failureOutcome } from "../shared/failure-outcome";
import type { Incoming } from "../shared/incoming";
import { landingDate, type LandingDate } from "../shared/landing-date";
import { recordKey } from "../shared/landing-records";
import { NO_SUBJECT, type Outcome, type Subject } from "../shared/outcome";
import { decideCopy } from "./decide";
import { copierBody, parseCopierRequest, type CopyRequest } from "./event";
import { exportPrefix } from "./export-prefix";
import { exportsThatEnded } from "./exports-that-ended";
import { landExport } from "./land-export";
import { withLandingClaim } from "./landing-claim";
import type { CopierDependencies } from "./landing-job";

/** Handles one message of the copier's queue: looks at the export task; when it is complete, lands its files. */
export function copierHandler(dependencies: CopierDependencies): MessageHandler {
  return async (incoming, invocation) => {
    const request = parseCopierRequest(incoming.body);
    switch (request.kind) {
      case "unreadable":
        return [unreadable(request.reason)];
      case "not-ours":
        return [{ kind: "ignore", subject: NO_SUBJECT, reason: request.reason }];
      case "copy-request":
        return [await handleRequest(asSent(request, incoming), incoming, invocation, dependencies)];
      case "export-event": {
        const ended = await exportsThatEnded(request, dependencies);
        if (ended.kind === "none") return [ended.outcome];
        const outcomes: Outcome[] = [];
        for (const each of ended.requests)
          outcomes.push(await handleRequest(each, incoming, invocation, dependencies));
        return outcomes;
      }
    }
  };
}

async function handleRequest(
  given: CopyRequest,
  incoming: Incoming,
  invocation: Invocation,
  dependencies: CopierDependencies,
): Promise<Outcome> {
  const request = incoming.redriven ? sentBackByAPerson(given) : given;
  let subject: Subject = { snapshot: null, exportTask: request.taskId };
  let letterRecord: string | undefined;
  let date: LandingDate | undefined;
  const ended = (outcome: Outcome): Outcome => {
    if (outcome.kind !== "wait" && outcome.kind !== "reject") return outcome;
    // Kept in the body: a failure that it waits for in between must not make it forget what it is for.
    const beginsToWait = outcome.kind === "wait" && outcome.cause === "workflow-start";
    const sent = beginsToWait ? { ...request, awaitsWorkflow: true as const } : request;
    const body = outcome.body ?? copierBody(sent, request.place);
    return { ...(letterRecord !== undefined && { letterRecord }), ...outcome, body };
  };
  const { rds, records, environment, log } = dependencies;
  if (request.placeProblem !== undefined)
    log.warn(request.placeProblem, { ...subject, reason: request.placeProblem });
  try {
    const task = await rds.findExportTask(request.taskId);
    if (task !== undefined) {
      subject = { snapshot: task.sourceArn, exportTask: task.id };
      // A letter about a message that names another bucket is none about the landing.
      const isOurs = task.bucket === request.bucket && task.bucket === environment.EXPORT_BUCKET_NAME;
      date = isOurs ? landingDate(task.sourceArn, task.snapshotTime) : undefined;
      letterRecord = date && recordKey(date, task.id, "rejection");
    }
    const mayBeTold = task !== undefined && hasEndedInVain(task.status) && !request.redriven;
    const isTold =
      mayBeTold && letterRecord !== undefined && (await records.read(letterRecord)) !== undefined;
    const decision = decideCopy({ ...request, task, exportBucket: environment.EXPORT_BUCKET_NAME, isTold });
    const { messageId } = incoming;
    const isRoutine = !request.redriven;
    if (decision.kind !== "copy") {
      const outcome = { ...decision, subject };
      if (!mayBeTold || date === undefined || outcome.kind !== "reject") return ended(outcome);
      // Who comes at the same moment finds the letter's record when it is its turn.
      const telling = { messageId, invocation, date, task, subject, isRoutine };
      return ended(await withLandingClaim(telling, dependencies, () => Promise.resolve(outcome)));
    }
    const job = {
      ...decision,
      prefix: exportPrefix(decision.task),
      // The export function does not always know it, but says that the message is its own.
      instance: request.instance === "" ? undefined : request.instance,
      subject,
      place: request.place,
      messageId,
      invocation,
      isRoutine,
      awaitsWorkflow: request.awaitsWorkflow === true,
      body: (place?: CopyRequest["place"]) => copierBody(request, place),
    };
    return ended(await landExport(job, dependencies));
  } catch (error) {
    return ended(failureOutcome(error, subject));
  }
}

/**
 * The export function's messages name an instance, and the copier's own wait: any other is a person's, who wants an answer,
 * and knows no place from which a landing could go on.
 */
function asSent(request: CopyRequest, { state, redriven }: Incoming): CopyRequest {
  if (state.waiting !== undefined || redriven) return request;
  const { kind, taskId, bucket, instance } = request;
  return instance === undefined
    ? { kind, taskId, bucket, redriven: true }
    : { kind, taskId, bucket, instance };
}

/** It is told of however long it waits from here; and what was verified may have been moved or deleted meanwhile. */
function sentBackByAPerson(request: CopyRequest): CopyRequest {
  const { place } = request;
  const unproven: CopyRequest = { ...request, redriven: true };
  return place?.phase === "verify"
    ? { ...unproven, place: { phase: "verify", parts: [], round: place.round } }
    : unproven;
}

function hasEndedInVain(status: string): boolean {
  return status === "FAILED" || status === "CANCELED";
}

function unreadable(reason: string): Outcome {
  return {
    kind: "reject",
    subject: NO_SUBJECT,
    code: "UNREADABLE_MESSAGE",
    reason,
    remedy:
      "See who sends to the copier's queue: it takes RDS's events of ended exports and " +
      '{"ExportTaskIdentifier":"…","ExportBucket":"…"} only. Then delete this letter.',
  };
}
