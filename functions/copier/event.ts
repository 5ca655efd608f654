import * as z from "zod";
import { copierMessageSchema, type CopierMessage } from "../shared/copier-message";
import { readJson } from "../shared/json";
import { readEventBridgeEvent, type ExportEvent } from "./export-event";
import { placeSchema, type Place } from "./place";

/** An export task to land. */
export interface CopyRequest {
  readonly kind: "copy-request";
  readonly taskId: string;
  readonly bucket: string;
  /** Identifier of the snapshot's instance, where the sender knew it. */
  readonly instance?: string;
  /** A person has sent a dead letter of it back: that letter does not make this message superfluous. */
  readonly redriven?: true;
  /** Where an earlier invocation stopped; absent: from the start. */
  readonly place?: Place;
  /** Why the place that the message holds cannot be used: the landing starts over, which ends in the same result. */
  readonly placeProblem?: string;
}

export type CopierRequest =
  | CopyRequest
  | ExportEvent
  /** An event of EventBridge's that is not about an export of a snapshot. */
  | { readonly kind: "not-ours"; readonly reason: string }
  /** Not understood; the reason names the layer. */
  | { readonly kind: "unreadable"; readonly reason: string };

/** Reads the body of a message in the copier's queue: the export function's, one that was sent back, or RDS's event. */
export function parseCopierRequest(body: string): CopierRequest {
  const json = readJson(body);
  if (!json.ok) return { kind: "unreadable", reason: `the body is not JSON (${json.reason})` };
  const event = readEventBridgeEvent(json.value);
  if (event !== undefined) return event;
  const result = messageSchema.safeParse(json.value);
  if (!result.success) {
    const problems = z.prettifyError(result.error).replaceAll(/\s+/g, " ");
    return {
      kind: "unreadable",
      reason: `the body is neither a message of the export function nor an event: ${problems}`,
    };
  }
  const { ExportTaskIdentifier: taskId, ExportBucket: bucket, DBInstanceIdentifier: instance } = result.data;
  const { Redriven: redriven } = result.data;
  return {
    kind: "copy-request",
    taskId,
    bucket,
    ...(instance !== undefined && { instance }),
    ...(redriven === true && { redriven }),
    ...readPlace(result.data.Place),
  };
}

/** The body of a message about this task; the reverse of {@link parseCopierRequest}. */
export function copierBody(
  { taskId, bucket, instance, redriven }: Pick<CopyRequest, "taskId" | "bucket" | "instance" | "redriven">,
  place?: Place,
): string {
  const message: CopierMessage & { readonly Redriven?: true; readonly Place?: Place } = {
    ExportTaskIdentifier: taskId,
    ExportBucket: bucket,
    ...(instance !== undefined && { DBInstanceIdentifier: instance }),
    ...(redriven && { Redriven: true }),
    ...(place !== undefined && { Place: place }),
  };
  return JSON.stringify(message);
}

const messageSchema = copierMessageSchema.extend({
  Redriven: z.boolean().optional(),
  Place: z.unknown().optional(),
});

/** A place is a convenience: one that cannot be read, such as a later release's, does not cost the message. */
function readPlace(given: unknown): Pick<CopyRequest, "place" | "placeProblem"> {
  if (given === undefined || given === null) return {};
  const place = placeSchema.safeParse(given);
  if (place.success) return { place: place.data };
  const problems = z.prettifyError(place.error).replaceAll(/\s+/g, " ");
  return { placeProblem: `the message's Place cannot be read, the landing starts over: ${problems}` };
}
