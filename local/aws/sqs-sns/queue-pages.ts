import * as z from "zod";
import { AwsError } from "../aws-error";

/** Queues of one page at most, and without MaxResults (API_ListQueues). */
const MAX_QUEUES = 1000;

export const pageInput = z.looseObject({
  MaxResults: z.number().int().optional(),
  NextToken: z.string().optional(),
});

export interface QueuePage {
  readonly names: readonly string[];
  readonly nextToken?: string;
}

/**
 * One page of queues, in the order of their names.
 *
 * @throws AwsError InvalidParameterValue for a size or a token that SQS would not take
 */
export function queuePage(
  names: readonly string[],
  { MaxResults, NextToken }: z.infer<typeof pageInput>,
): QueuePage {
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > MAX_QUEUES))
    throw invalid(
      `Value for parameter MaxResults is invalid. Reason: Must be an integer from 1 to ${MAX_QUEUES}.`,
    );
  const after = NextToken === undefined ? "" : nameIn(NextToken);
  const rest = [...names].sort().filter((name) => name > after);
  const page = rest.slice(0, MaxResults ?? MAX_QUEUES);
  const last = page.at(-1);
  // Without MaxResults SQS gives no token, however many queues there are.
  if (MaxResults === undefined || rest.length === page.length || last === undefined) return { names: page };
  return { names: page, nextToken: Buffer.from(`after ${last}`).toString("base64") };
}

function nameIn(token: string): string {
  const [, name] = /^after (.+)$/.exec(Buffer.from(token, "base64").toString("utf8")) ?? [];
  if (name === undefined) throw invalid("Invalid or expired next token.");
  return name;
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
