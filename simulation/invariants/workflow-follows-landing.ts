import type { History, LetterHistory } from "../world/history";
import type { Invariant } from "./invariant";
import { quotes } from "./letters-by-snapshot";
import type { RunFacts } from "./run-facts";

export const workflowFollowsLanding: Invariant = {
  name: "workflow follows landing",
  promise:
    "The workflow is started at least once per landing, never before it is complete and verified; every start after the " +
    "first follows a crash or a lost answer, and has the same run properties",
  check: (facts) => [...missing(facts), ...premature(facts), ...repeated(facts.history)],
};

function missing({ plan, history }: RunFacts): readonly string[] {
  if (!plan.settings.workflow) return [];
  return history.manifests
    .filter(({ exportTask }) => !history.workflowRuns.some(({ taskId }) => taskId === exportTask))
    .filter((manifest) => !history.letters.some((letter) => tellsWhy(letter, manifest)))
    .map(
      ({ exportTask }) =>
        `${exportTask} has landed, no run of the workflow was started and no letter says why`,
    );
}

/** A letter from before the landing, or of another export of the snapshot, says nothing of the workflow. */
function tellsWhy(
  { letter, body, at }: LetterHistory,
  { exportTask, writtenAt }: History["manifests"][number],
): boolean {
  if (letter === undefined) return quotes(body, exportTask);
  return at >= writtenAt && (letter.exportTask === exportTask || quotes(letter.original, exportTask));
}

function premature({ plan, history }: RunFacts): readonly string[] {
  return history.workflowRuns.flatMap(({ runId, taskId, importDate, startedAt, complete }) => {
    const manifest = history.manifests.find(({ exportTask }) => exportTask === taskId);
    const run = `Run ${runId} of the workflow for ${taskId}`;
    return [
      ...(plan.settings.workflow ? [] : [`${run} was started, and none is set`]),
      ...(complete ? [] : [`${run} was started before all files lay in the zone`]),
      ...(manifest === undefined ? [`${run} was started without a manifest`] : []),
      ...(manifest !== undefined && manifest.writtenAt > startedAt
        ? [`${run} was started before its manifest`]
        : []),
      ...(manifest !== undefined && manifest.importDate !== importDate
        ? [`${run} says the day is ${importDate}, its manifest ${manifest.importDate}`]
        : []),
    ];
  });
}

/** Outcomes of a call after which nobody knows whether it was carried out. */
const AMBIGUOUS = new Set(["answer-lost", "connection-lost", "server-error", "hangs"]);

function repeated({ workflowRuns, invocations, injected }: History): readonly string[] {
  const uncertain = injected.some(
    ({ fault }) =>
      (fault.kind === "call-rate" && AMBIGUOUS.has(fault.effect)) ||
      (fault.kind === "call" && fault.operation === "glue:StartWorkflowRun" && AMBIGUOUS.has(fault.effect)),
  );
  if (uncertain || invocations.killed + invocations.timedOut > 0) return [];
  const tasks = workflowRuns.map(({ taskId }) => taskId);
  return [...new Set(tasks.filter((task, at) => tasks.indexOf(task) !== at))].map(
    (task) => `The workflow was started more than once for ${task}, with neither a crash nor a lost answer`,
  );
}
