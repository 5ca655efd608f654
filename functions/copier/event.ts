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
  /** It has found the workflow taking no further run, and waits for that since: no other message takes its place. */
  readonly awaitsWorkflow?: true;
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
  const { Redriven: redriven, AwaitsWorkflow: awaitsWorkflow } = result.data;
  return {
    kind: "copy-request",
    taskId,
    bucket,
    ...(instance !== undefined && { instance }),
    ...(redriven === true && { redriven }),
    ...(awaitsWorkflow === true && { awaitsWorkflow }),
    ...readPlace(result.data.Place),
  };
}

/** The body of a message about this task; the reverse of {@link parseCopierRequest}. */
export function copierBody(
  {
    taskId,
    bucket,
    instance,
    redriven,
    awaitsWorkflow,
  }: Omit<CopyRequest, "kind" | "place" | "placeProblem">,
  place?: Place,
): string {
  const message: CopierMessage & Carried = {
    ExportTaskIdentifier: taskId,
    ExportBucket: bucket,
    ...(instance !== undefined && { DBInstanceIdentifier: instance }),
    ...(redriven && { Redriven: true }),
    ...(awaitsWorkflow && { AwaitsWorkflow: true }),
    ...(place !== undefined && { Place: place }),
  };
  return JSON.stringify(message);
}

/** What the copier's own messages remember beside what the export function tells it. */
interface Carried {
  readonly Redriven?: true;
  readonly AwaitsWorkflow?: true;
  readonly Place?: Place;
}

const messageSchema = copierMessageSchema.extend({
  Redriven: z.boolean().optional(),
  AwaitsWorkflow: z.boolean().optional(),
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
