import { paginateDescribeExportTasks, type RDSClient } from "@aws-sdk/client-rds";
import * as z from "zod";
import type { ExportFacts, Found } from "../facts";
import { look } from "./look";

const taskSchema = z.object({
  ExportTaskIdentifier: z.string(),
  SourceArn: z.string(),
  Status: z.string(),
  PercentProgress: z.number().default(0),
  S3Bucket: z.string().default(""),
  IamRoleArn: z.string().default(""),
  FailureCause: z.string().optional(),
});

/** Every export task of the account and region: RDS cannot list those of one database. */
export function readExports(rds: RDSClient, signal: AbortSignal): Promise<Found<readonly ExportFacts[]>> {
  return look({
    what: "export tasks",
    action: "rds:DescribeExportTasks",
    signal,
    read: () => allExports(rds, signal),
  });
}

/** @throws what the SDK throws */
export async function allExports(rds: RDSClient, signal: AbortSignal): Promise<readonly ExportFacts[]> {
  const tasks: ExportFacts[] = [];
  const pages = paginateDescribeExportTasks({ client: rds }, {}, { abortSignal: signal });
  for await (const { ExportTasks = [] } of pages) tasks.push(...ExportTasks.map(exportFacts));
  return tasks;
}

function exportFacts(answer: unknown): ExportFacts {
  const task = taskSchema.parse(answer);
  return {
    identifier: task.ExportTaskIdentifier,
    snapshotArn: task.SourceArn,
    status: task.Status.toUpperCase(),
    percent: task.PercentProgress,
    bucket: task.S3Bucket,
    roleArn: task.IamRoleArn,
    failure: task.FailureCause,
  };
}
