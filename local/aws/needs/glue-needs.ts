import type { Need } from "../../permissions/types";
import { need } from "./need";

const purposes: Readonly<Record<string, string>> = {
  CreateWorkflow: "makes the workflow",
  GetWorkflow: "looks the workflow up",
  GetWorkflowRun: "looks a run of the workflow up",
  GetWorkflowRuns: "lists the runs of the workflow",
  StartWorkflowRun: "starts the workflow",
};

/**
 * What a call of Glue needs: the action of its name, on the workflow.
 *
 * @param workflowArn `*` where the call names none
 */
export function glueNeeds(operation: string, workflowArn: string, accountId: string): readonly Need[] {
  return [need(`glue:${operation}`, workflowArn, purposes[operation] ?? operation, { accountId })];
}
