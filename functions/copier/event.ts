import * as z from "zod";
import { copierMessageSchema } from "../shared/copier-message";
import { readJson } from "../shared/json";

export type CopierRequest =
  | { readonly kind: "copy-request"; readonly taskId: string; readonly bucket: string }
  /** Not understood; the reason names the layer. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads the body of a message in the copier's queue. */
export function parseCopierRequest(body: string): CopierRequest {
  const json = readJson(body);
  if (!json.ok) return { kind: "unreadable", reason: `the body is not JSON (${json.reason})` };
  const result = copierMessageSchema.safeParse(json.value);
  if (!result.success) {
    const problems = z.prettifyError(result.error).replaceAll(/\s+/g, " ");
    return { kind: "unreadable", reason: `the body is no message of the export function: ${problems}` };
  }
  const { ExportTaskIdentifier: taskId, ExportBucket: bucket } = result.data;
  return { kind: "copy-request", taskId, bucket };
}
