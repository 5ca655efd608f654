import { DescribeExportTasksCommand, paginateDescribeExportTasks, type RDSClient } from "@aws-sdk/client-rds";
import { AwsCallError, awsCall } from "./aws-failure";
import { exportTaskOf, type ExportTask } from "./export-task";

/** Filters of DescribeExportTasks by their wire names; status values are lower case there (API_DescribeExportTasks). */
export type ExportTaskFilter = "source-arn" | "status" | "s3-bucket";

/** Every export task that a filter lets through, all pages. */
export async function listExportTasks(
  client: RDSClient,
  filter: ExportTaskFilter,
  values: readonly string[],
): Promise<readonly ExportTask[]> {
  const pages = paginateDescribeExportTasks(
    { client, pageSize: 100 },
    { Filters: [{ Name: filter, Values: [...values] }] },
  );
  return await awsCall("rds:DescribeExportTasks", `${filter} ${values.join(", ")}`, async () => {
    const tasks: ExportTask[] = [];
    for await (const page of pages) tasks.push(...(page.ExportTasks ?? []).map(exportTaskOf));
    return tasks;
  });
}

/** The task of that identifier, or undefined when RDS knows none. */
export async function findExportTask(client: RDSClient, id: string): Promise<ExportTask | undefined> {
  try {
    const answer = await awsCall("rds:DescribeExportTasks", id, () =>
      client.send(new DescribeExportTasksCommand({ ExportTaskIdentifier: id })),
    );
    return answer.ExportTasks?.map(exportTaskOf).find((task) => task.id === id);
  } catch (error) {
    if (error instanceof AwsCallError && error.code === "ExportTaskNotFound") return undefined;
    throw error;
  }
}
