import { LATE_ERROR_OPERATIONS, LOSABLE_OPERATIONS, MESSAGE_OPERATIONS, type Effect } from "./effects";
import { nearKnownCodes } from "./errors";
import { nearNames } from "./near-names";
import { PLANNABLE_OPERATIONS } from "./operations";
import { EXPORT_OPERATION, FUNCTION_NAMES, type PlannedFault } from "./plan";

/** What is wrong with a fault, and in which field. */
export interface PlanProblem {
  readonly field: "operation" | "caller" | "effect";
  readonly text: string;
}

/** @returns what a fault that has the right form asks for and nobody can do */
export function problemsOf(fault: PlannedFault): PlanProblem[] {
  return [...operationProblems(fault), ...callerProblems(fault), ...effectProblems(fault)];
}

function operationProblems({ operation }: PlannedFault): PlanProblem[] {
  if (PLANNABLE_OPERATIONS.includes(operation)) return [];
  const near = nearNames(operation, PLANNABLE_OPERATIONS);
  const perhaps = near.length === 0 ? "" : `; near: ${near.join(", ")}`;
  return [{ field: "operation", text: `the local services have no ${operation}${perhaps}` }];
}

function callerProblems({ caller, operation }: PlannedFault): PlanProblem[] {
  if (caller === "*") return [];
  if (operation === EXPORT_OPERATION)
    return [{ field: "caller", text: `an export has no caller; choose by its resource` }];
  // ARNs hold a colon, service principals a dot.
  if (FUNCTION_NAMES.some((name) => name === caller) || /[*?:.]/.test(caller)) return [];
  return [
    {
      field: "caller",
      text: `${JSON.stringify(caller)} is no function (${FUNCTION_NAMES.join(", ")}) and no glob on a principal`,
    },
  ];
}

function effectProblems({ operation, effect, ...fault }: PlannedFault): PlanProblem[] {
  const wrong = (text: string): PlanProblem[] => [{ field: "effect", text }];
  const ofExport = isExportEffect(effect);
  if (ofExport && operation !== EXPORT_OPERATION)
    return wrong(`${effect.kind} happens to exports: the operation must be ${EXPORT_OPERATION}`);
  if (!ofExport && operation === EXPORT_OPERATION)
    return wrong(`${effect.kind} happens to calls, such as rds:StartExportTask, and not to an export task`);
  const only = (operations: readonly string[], text: string): PlanProblem[] =>
    operations.includes(operation) ? [] : wrong(`${text}: ${operations.join(", ")}`);
  if (effect.kind === "lost") return only(LOSABLE_OPERATIONS, "only messages and copies can be lost");
  if (effect.kind === "doubled") return only(MESSAGE_OPERATIONS, "only messages can be doubled");
  if (effect.kind === "error-in-200")
    return only(LATE_ERROR_OPERATIONS, "only these answer 200 and send an error in it");
  if (effect.kind === "error" && effect.status === undefined) {
    const near = nearKnownCodes(effect.code);
    if (near.length > 0)
      return wrong(
        `${effect.code} is no error code that is known here; near: ${near.join(", ")}. A code of your own needs a ` +
          `status: ${effect.code}:400 in the short form`,
      );
  }
  const isChosen = fault.resource !== "*" || fault.after !== 0 || fault.times !== "always";
  if (effect.kind === "occupy-slots" && isChosen)
    return wrong("slots are occupied once, for the whole account: no resource, no after, no times");
  return [];
}

function isExportEffect({ kind }: Effect): boolean {
  return ["fail", "cancel", "skip", "lose-files", "stray-file", "hang", "occupy-slots"].includes(kind);
}
