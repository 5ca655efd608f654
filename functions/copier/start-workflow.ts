import { AwsCallError } from "../shared/aws-failure";
import { failureOutcome } from "../shared/failure-outcome";
import type { Outcome, Subject } from "../shared/outcome";
import type { LandingRun, Workflows } from "./ports";

type Done = Extract<Outcome, { kind: "done" }>;

/**
 * Starts the workflow of a landing, unless it was started before: at least once, and a repetition can be told by its run
 * properties. When it cannot be started now, the message waits for that alone; nothing is copied again.
 *
 * @param landed how the copy ended; absent when the files landed in an earlier invocation
 */
export async function startWorkflow(
  run: LandingRun,
  subject: Subject,
  workflows: Workflows,
  landed?: Done,
): Promise<Outcome> {
  const figures = figuresOf(landed);
  const waiting = (reason: string): Outcome => waitForWorkflow(reason, subject, landed);
  const done = (nextStep: string): Outcome => ({
    ...figures,
    kind: "done",
    subject,
    decision: "landed",
    reason: landed?.reason ?? "The files landed before, the workflow was still to be started",
    nextStep,
  });
  try {
    const earlier = await workflows.findRun(run.workflow, run.taskId);
    if (earlier !== undefined)
      return done(`run ${earlier} of the workflow ${run.workflow} was started before`);
    const answer = await workflows.start(run);
    return answer === "full"
      ? waiting(`The files have landed; the workflow ${run.workflow} takes no further run now`)
      : done(`run ${answer.runId} of the workflow ${run.workflow} is started`);
  } catch (error) {
    if (error instanceof AwsCallError && error.kind === "healable")
      return waiting(`The files have landed; the workflow could not be started: ${error.message}`);
    const outcome = { ...failureOutcome(error, subject), ...figures };
    return outcome.kind === "reject"
      ? { ...outcome, remedy: `The files are landed, only the workflow was not started. ${outcome.remedy}` }
      : ({ ...outcome, cause: "workflow-start" } as Outcome);
  }
}

/** Sends the message back only for the workflow's sake. @param landed as in {@link startWorkflow} */
export function waitForWorkflow(reason: string, subject: Subject, landed?: Done): Outcome {
  return { ...figuresOf(landed), kind: "wait", subject, cause: "workflow-start", reason };
}

function figuresOf(landed: Done | undefined): Pick<Outcome, "counts" | "metrics"> {
  return {
    ...(landed?.counts && { counts: landed.counts }),
    ...(landed?.metrics && { metrics: landed.metrics }),
  };
}
