import { paginateFilterLogEvents, type CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import * as z from "zod";
import { awsCall } from "../../../../functions/shared/aws-failure";
import { readJson } from "../../../../functions/shared/json";

/** What the copier logs once every file of an export has landed. */
export interface LandedLine {
  /** Files that it copied then, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Files that were copied before. */
  readonly alreadyThere: number;
  /** YYYYMMDD. */
  readonly importDate: string;
}

/**
 * Only the decision about a complete landing has an import date among its figures, whether its word is `landed` or, when
 * the workflow could not be started at once, `wait`.
 */
const landedLineSchema = z.object({
  exportTask: z.string(),
  decision: z.string(),
  files: z.number(),
  bytes: z.number(),
  alreadyThere: z.number(),
  importDate: z.string(),
});

/**
 * Looks into the copier's log for the line by which it says that an export has landed.
 *
 * @param since begin of the search
 * @returns the latest one, undefined when there is none
 * @throws AwsCallError
 */
export async function findLandedLine(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  exportTask: string,
  since: Date,
  abortSignal: AbortSignal,
): Promise<LandedLine | undefined> {
  const pages = paginateFilterLogEvents(
    { client: logs },
    {
      logGroupName,
      startTime: since.getTime(),
      // A term in quotes is found as it stands, hyphens included (CloudWatch Logs, "Filter pattern syntax").
      filterPattern: `"${exportTask}"`,
    },
    { abortSignal },
  );
  return awsCall("logs:FilterLogEvents", logGroupName, async () => {
    let latest: LandedLine | undefined;
    for await (const { events = [] } of pages)
      for (const { message = "" } of events) latest = readLandedLine(message, exportTask) ?? latest;
    return latest;
  });
}

function readLandedLine(message: string, exportTask: string): LandedLine | undefined {
  const json = readJson(message);
  const line = json.ok ? landedLineSchema.safeParse(json.value) : undefined;
  if (line?.success !== true || line.data.exportTask !== exportTask) return undefined;
  const { files, bytes, alreadyThere, importDate } = line.data;
  return { files, bytes, alreadyThere, importDate };
}
