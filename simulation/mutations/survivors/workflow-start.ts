import { explained, type Survivor } from "./survivor";

/** Of the workflow's start. */
export const WORKFLOW_START_SURVIVORS: readonly Survivor[] = [
  ...explained(
    "functions/copier/start-workflow.ts",
    "Void earlier it is taken over only from who has died or got no answer: then a second start is allowed.",
    [["FUNCTION_TIMEOUT_SECONDS + 300", "FUNCTION_TIMEOUT_SECONDS - 300"]],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Behind a start a record says that nothing is left, and the claim holds until then: only after a crash between the two does the run alone tell, and there a second start is allowed. start-workflow-flow.test.ts asks for the run.",
    [["earlier !== undefined", "false"]],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "workflow-start-delivered-twice-again.json sees it, and asks AWS too often to be among the plans that a mutant is tried on.",
    [
      ["held !== undefined", "false"],
      ["now.getTime() + START_CLAIM_SECONDS * 1000", "now.getTime() - START_CLAIM_SECONDS * 1000"],
      ["START_CLAIM_SECONDS * 1000", "START_CLAIM_SECONDS / 1000"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Whatever the workflow's start throws is an AwsCallError in this world.",
    [
      ["false", "true"],
      ["!(error instanceof AwsCallError)", "false"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "The words of a letter, and the cause of a wait that none of the plans sees: what throws here is an AwsCallError.",
    [
      ['outcome.kind === "reject"', "true"],
      ['outcome.kind === "reject"', "false"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Who waits, or gives the claim back, though the workflow has started finds its run before anybody claims again.",
    [['answer === "full"', "true"]],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "A claim that is given back after an uncertain answer is made again, and a run that was started is found before; one that is kept after a refusal for good is void when the letter is redriven.",
    [
      ["isRefusal(error)", "true"],
      [
        'error.kind !== "healable" || isThrottlingError(error.cause as Parameters<typeof isThrottlingError>[0])',
        "true",
      ],
      ['error.kind !== "healable"', "false"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "A start that is denied is waited for instead of told of at once, or one that fails waits as failureOutcome says: it starts as soon as it can, and no promise says more; start-workflow-flow.test.ts asks for the letter.",
    [
      ['error instanceof AwsCallError && error.kind === "healable"', "true"],
      ['error instanceof AwsCallError && error.kind === "healable"', "false"],
      [
        'error instanceof AwsCallError && error.kind === "healable"',
        'error instanceof AwsCallError || error.kind === "healable"',
      ],
      ['error.kind === "healable"', "true"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "Counts for the log; and metrics of a landing that waited for its workflow, which are those that were counted with its manifest.",
    [
      ["counts && { counts }", "true"],
      ["counts && { counts }", "false"],
      ["counts && { counts }", "counts || {\n  counts\n}"],
    ],
  ),
  ...explained(
    "functions/copier/start-workflow.ts",
    "It spares asking Glue as often as messages wait: whoever goes on finds the run of the workflow, and starts none.",
    [
      [
        "  const last = record && readClaim(record.body);\n  if (last?.released !== true || last.messageId === messageId) return false;\n  return clock.now().getTime() - Date.parse(last.claimedAt) < AWAITED_SECONDS * 1000;",
      ],
      [
        '3 * WAIT_POLICIES["workflow-start"].maxDelaySeconds',
        '3 / WAIT_POLICIES["workflow-start"].maxDelaySeconds',
      ],
    ],
  ),
];
