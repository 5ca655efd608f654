import * as z from "zod";
import { ARN_MAX_CHARACTERS } from "../shared/limits";

/** RDS says on EventBridge that an export of a snapshot has ended. It does not say which export task. */
export interface ExportEvent {
  readonly kind: "export-event";
  readonly snapshotArn: string;
  /** Such as `RDS-EVENT-0161`. */
  readonly eventId: string;
  readonly phase: "completed" | "failed" | "canceled";
}

type NotAnExport =
  | { readonly kind: "not-ours"; readonly reason: string }
  | { readonly kind: "unreadable"; readonly reason: string };

/** RDS's events of ended snapshot exports (USER_Events.Messages): what the rule lets through. */
export const EXPORT_EVENTS: ReadonlyMap<string, ExportEvent["phase"]> = new Map([
  ["RDS-EVENT-0159", "failed"],
  ["RDS-EVENT-0160", "canceled"],
  ["RDS-EVENT-0161", "completed"],
]);

const envelopeSchema = z.looseObject({ source: z.string(), "detail-type": z.string() });
const arns = z.array(z.unknown()).catch([]);
const detailSchema = z.looseObject({ EventID: z.string(), SourceArn: z.unknown().optional() });

/** @returns undefined when it is no event of EventBridge's at all */
export function readEventBridgeEvent(value: unknown): ExportEvent | NotAnExport | undefined {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return undefined;
  const { source, "detail-type": detailType, detail: givenDetail, resources } = envelope.data;
  if (source !== "aws.rds") return { kind: "not-ours", reason: `an event of ${source}: ${detailType}` };

  const detail = detailSchema.safeParse(givenDetail);
  const eventId = detail.success ? detail.data.EventID : undefined;
  const phase = eventId === undefined ? undefined : EXPORT_EVENTS.get(eventId);
  if (eventId === undefined || phase === undefined)
    return { kind: "not-ours", reason: `RDS's event ${eventId ?? "without an EventID"}: ${detailType}` };

  // RDS's guide has samples that disagree in which of the two is complete.
  const named = [detail.data?.SourceArn, ...arns.parse(resources)];
  const snapshotArn = named.find(isSnapshotArn);
  return snapshotArn === undefined
    ? {
        kind: "unreadable",
        reason: `RDS's event ${eventId} names no snapshot by ARN, neither as SourceArn nor in resources: ${JSON.stringify(named)}`,
      }
    : { kind: "export-event", snapshotArn, eventId, phase };
}

function isSnapshotArn(value: unknown): value is string {
  if (typeof value !== "string" || value.length > ARN_MAX_CHARACTERS) return false;
  return /^arn:[^:]+:rds:[^:]+:\d{12}:snapshot:.+$/.test(value);
}
