import { GlueClient, paginateGetWorkflowRuns, StartWorkflowRunCommand } from "@aws-sdk/client-glue";
import { clientConfiguration, type AwsAccess } from "../shared/aws-clients";
import { AwsCallError, awsCall } from "../shared/aws-failure";
import type { Workflows } from "./ports";

/** Names of the run properties: what tells a repeated run from a new one, and the day that has landed. */
export const RUN_PROPERTY = { importDate: "import_date", exportTaskId: "export_task_id" } as const;

/** Glue behind the {@link Workflows} port. */
export function glueWorkflows(access: AwsAccess): Workflows {
  // One attempt: a start whose answer got lost must be looked up before it is repeated. The message comes back for it.
  const client = new GlueClient(
    clientConfiguration(access, { maxSockets: 4, timeoutSeconds: 30, maxAttempts: 1 }),
  );
  return {
    async findRun(workflow, taskId) {
      const pages = paginateGetWorkflowRuns(
        { client, pageSize: 1000 },
        { Name: workflow, IncludeGraph: false },
      );
      return await awsCall("glue:GetWorkflowRuns", workflow, async () => {
        for await (const { Runs = [] } of pages) {
          const run = Runs.find((each) => each.WorkflowRunProperties?.[RUN_PROPERTY.exportTaskId] === taskId);
          if (run !== undefined) return run.WorkflowRunId ?? "without an id";
        }
        return undefined;
      });
    },
    async start({ workflow, taskId, importDate }) {
      const RunProperties = { [RUN_PROPERTY.importDate]: importDate, [RUN_PROPERTY.exportTaskId]: taskId };
      try {
        const answer = await awsCall("glue:StartWorkflowRun", workflow, () =>
          client.send(new StartWorkflowRunCommand({ Name: workflow, RunProperties })),
        );
        return { runId: answer.RunId ?? "without an id" };
      } catch (error) {
        if (error instanceof AwsCallError && error.code === "ConcurrentRunsExceeded") return "full";
        throw error;
      }
    },
  };
}
