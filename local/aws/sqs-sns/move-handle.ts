import * as z from "zod";

const handle = z.object({ taskId: z.string(), sourceArn: z.string() });

/** The handle of a task that moves messages: as in SQS, it holds the queue that they come from. */
export function moveHandle(taskId: string, sourceArn: string): string {
  return Buffer.from(JSON.stringify({ taskId, sourceArn })).toString("base64");
}

/** @returns undefined for a text that is no handle */
export function sourceInHandle(text: string): string | undefined {
  try {
    return handle.safeParse(JSON.parse(Buffer.from(text, "base64").toString("utf8"))).data?.sourceArn;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
