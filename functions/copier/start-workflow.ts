import { isThrottlingError } from "@smithy/core/retry";
import { AwsCallError } from "../shared/aws-failure";
import type { Clock } from "../shared/clock";
import { failureOutcome } from "../shared/failure-outcome";
import { FUNCTION_TIMEOUT_SECONDS } from "../shared/limits";
import type { LandingRecords } from "../shared/landing-records";
import type { Outcome, Subject } from "../shared/outcome";
import type { Log } from "../shared/ports";
import { WAIT_POLICIES } from "../shared/wait-policies";
import type { LandingRun, Workflows } from "./ports";
import { claim, readClaim, release as releaseClaim, type Claimant } from "./claim";

/**
 * A claim to start a workflow is void after so many seconds: who made it is dead, and what he may have started is found
 * among the workflow's runs.
 */
export const START_CLAIM_SECONDS = FUNCTION_TIMEOUT_SECONDS + 300;

/** Seconds: whoever waits for the workflow has claimed to start it three times in that time. */
const AWAITED_SECONDS = 3 * WAIT_POLICIES["workflow-start"].maxDelaySeconds;

export type Done = Extract<Outcome, { kind: "done" }>;

/** What a start works with. */
export interface StartPorts {
  readonly workflows: Workflows;
  readonly records: LandingRecords;
  readonly clock: Clock;
  readonly log: Log;
}

/** One landing whose workflow is to be started. */
export interface WorkflowStart {
  readonly run: LandingRun;
  readonly subject: Subject;
  /** Key of the record that says who starts it. */
  readonly claimKey: string;
  /** SQS id of the message at hand. */
  readonly messageId: string;
  /** What no other invocation has. */
  readonly nonce: string;
  /** How the landing ended; its counts are those of the log line. */
  readonly landed: Done;
}

/**
 * Starts the workflow of a landing: at least once, and more than once only when an invocation died, or an answer got
 * lost, between the start and its trace in the workflow's runs. When it cannot be started now, the message waits for
 * that alone; nothing is copied again.
 */
export async function startWorkflow(start: WorkflowStart, ports: StartPorts): Promise<Outcome> {
  const { run, landed, claimKey } = start;
  const done = (decision: string, nextStep: string): Outcome => ({ ...landed, decision, nextStep });
  try {
    const earlier = await ports.workflows.findRun(run.workflow, run.taskId);
    if (earlier !== undefined)
      return done(landed.decision, `run ${earlier} of the workflow ${run.workflow} was started before`);
    const claimant = claimantOf(start, ports.clock.now());
    const held = await claim(ports.records, claimKey, claimant);
    if (held !== undefined)
      return waitForWorkflow(
        `The files have landed; another invocation has been starting the workflow since ${held.heldSince}`,
        landed,
      );
    const answer = await startClaimed(start, claimant, ports);
    return answer === "full"
      ? waitForWorkflow(
          `The files have landed; the workflow ${run.workflow} takes no further run now`,
          landed,
        )
      : done("landed", `run ${answer.runId} of the workflow ${run.workflow} is started`);
  } catch (error) {
    return failed(error, start);
  }
}

/**
 * Whether another message waits to start the workflow, since Glue takes no further run: it has given its claim back a moment
 * ago, and looks again. A second one would only ask Glue as often.
 *
 * @throws AwsCallError
 */
export async function isAwaited(
  claimKey: string,
  messageId: string,
  { records, clock }: Pick<StartPorts, "records" | "clock">,
): Promise<boolean> {
  const record = await records.read(claimKey);
  const last = record && readClaim(record.body);
  if (last?.released !== true || last.messageId === messageId) return false;
  return clock.now().getTime() - Date.parse(last.claimedAt) < AWAITED_SECONDS * 1000;
}

function claimantOf({ messageId, nonce }: WorkflowStart, now: Date): Claimant {
  return { messageId, nonce, now, until: new Date(now.getTime() + START_CLAIM_SECONDS * 1000) };
}

/** Sends the message back only for the workflow's sake. */
export function waitForWorkflow(reason: string, landed: Done): Outcome {
  return { ...figuresOf(landed), kind: "wait", subject: landed.subject, cause: "workflow-start", reason };
}

async function startClaimed(
  { run, claimKey, subject }: WorkflowStart,
  claimant: Claimant,
  { workflows, records, log }: StartPorts,
): Promise<Awaited<ReturnType<Workflows["start"]>>> {
  const release = async (): Promise<void> => {
    try {
      await releaseClaim(records, claimKey, claimant);
    } catch (error) {
      const reason = "The claim to start the workflow could not be given back: it is void by itself later";
      log.warn(reason, { ...subject, reason, error });
    }
  };
  try {
    const answer = await workflows.start(run);
    if (answer === "full") await release();
    return answer;
  } catch (error) {
    if (isRefusal(error)) await release();
    throw error;
  }
}

/** Whether Glue has surely started nothing. Without an answer, or with a server's error, it may have. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof AwsCallError)) return false;
  return (
    error.kind !== "healable" || isThrottlingError(error.cause as Parameters<typeof isThrottlingError>[0])
  );
}

function failed(error: unknown, { landed, subject }: WorkflowStart): Outcome {
  if (error instanceof AwsCallError && error.kind === "healable")
    return waitForWorkflow(
      `The files have landed; the workflow could not be started: ${error.message}`,
      landed,
    );
  const outcome = { ...failureOutcome(error, subject), ...figuresOf(landed) };
  return outcome.kind === "reject"
    ? { ...outcome, remedy: `The files are landed, only the workflow was not started. ${outcome.remedy}` }
    : ({ ...outcome, cause: "workflow-start" } as Outcome);
}

function figuresOf({ counts, metrics }: Done): Pick<Outcome, "counts" | "metrics"> {
  return { ...(counts && { counts }), ...(metrics && { metrics }) };
}
