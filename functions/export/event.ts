import * as z from "zod";
import { readJson } from "../shared/json";
import { ARN_MAX_CHARACTERS } from "../shared/limits";
import { reconcileMessageSchema, reconciliationOf, type Reconciliation } from "./reconcile-message";
import { snapshotRequestSchema } from "./snapshot-request";

/** RDS's events of an instance's backup (USER_Events.Messages): `0001` it has started, `0002` it has finished. */
export const BACKUP_EVENTS = { "RDS-EVENT-0001": "started", "RDS-EVENT-0002": "finished" } as const;

/** RDS said that a backup of an instance has started or finished. */
export interface BackupEvent {
  readonly kind: "backup-event";
  readonly phase: (typeof BACKUP_EVENTS)[keyof typeof BACKUP_EVENTS];
  /** The instance's identifier. */
  readonly instance: string;
  /** When it happened, by RDS's clock. */
  readonly time: Date;
}

/** One snapshot is to be exported: what the function sends itself while a snapshot waits, or an operator sends. */
export interface SnapshotRequest {
  readonly kind: "snapshot-request";
  readonly snapshotArn: string;
  /** Which of several snapshots that had this ARN one after the other. Undefined: the one that has it now. */
  readonly createTime: Date | undefined;
  /** The snapshot's instance, where the sender knows it. */
  readonly instance: string | undefined;
  /** Whether it comes from a backup's start, and its finish is expected to see to the snapshot. */
  readonly isSafetyNet: boolean;
  /** Whether a person asked for it: no rule keeps it from landing. */
  readonly isRequested: boolean;
  /** Whether it has waited for a slot of the export quota. */
  readonly isQueued: boolean;
  /** Export tasks that took slots when it last saw a free one. */
  readonly slotsTakenBy: readonly string[] | undefined;
}

export type ExportMessage =
  | BackupEvent
  | SnapshotRequest
  | Reconciliation
  /** Understood, and none of ours. */
  | { readonly kind: "not-ours"; readonly reason: string }
  /** Not understood; the reason names the layer. */
  | { readonly kind: "unreadable"; readonly reason: string };

const envelopeSchema = z.object({ Type: z.string(), Message: z.string(), TopicArn: z.string().optional() });

const rdsEventSchema = z.object({
  "Event Source": z.string(),
  "Event Time": z.string(),
  "Source ID": z.string().max(ARN_MAX_CHARACTERS).regex(/[^:]$/, "must end with the instance's identifier"),
  "Event ID": z.string(),
});

/**
 * Reads the body of a message in the export queue: an SNS envelope around an RDS event, the event itself (raw
 * delivery), a snapshot request, or what the schedule sends.
 */
export function parseExportMessage(body: string): ExportMessage {
  const json = readJson(body);
  if (!json.ok) return isGreeting(body) ? GREETING : unreadable(`the body is not JSON (${json.reason})`);

  const request = snapshotRequestSchema.safeParse(json.value);
  if (request.success) return snapshotRequest(request.data);
  if (isRequest(json.value))
    return unreadable(`the body is no snapshot request: ${problemsOf(request.error)}`);
  const reconcile = reconcileMessageSchema.safeParse(json.value);
  if (reconcile.success) return reconciliationOf(reconcile.data);

  const envelope = envelopeSchema.safeParse(json.value);
  if (envelope.success) return parseEnvelope(envelope.data);
  return parseRdsEvent(json.value, "the body");
}

function snapshotRequest(data: z.infer<typeof snapshotRequestSchema>): SnapshotRequest {
  return {
    kind: "snapshot-request",
    snapshotArn: data.SnapshotArn,
    createTime: data.SnapshotCreateTime,
    instance: data.DBInstanceIdentifier,
    isSafetyNet: data.UnlessFinishEventDoes === true,
    // The function itself always names the instance.
    isRequested: data.Requested === true || data.DBInstanceIdentifier === undefined,
    isQueued: data.Queued === true,
    slotsTakenBy: data.SlotsTakenBy,
  };
}

function parseEnvelope({ Type, Message }: z.infer<typeof envelopeSchema>): ExportMessage {
  if (Type !== "Notification") return { kind: "not-ours", reason: `SNS message of type ${Type}` };
  const json = readJson(Message);
  if (json.ok) return parseRdsEvent(json.value, "the SNS envelope's Message");
  return isGreeting(Message)
    ? GREETING
    : unreadable(`the SNS envelope's Message is not JSON (${json.reason})`);
}

function parseRdsEvent(value: unknown, where: string): ExportMessage {
  const result = rdsEventSchema.safeParse(value);
  if (!result.success) return unreadable(`${where} is no RDS event: ${problemsOf(result.error)}`);
  const event = result.data;

  const id = /RDS-EVENT-\d{4}/.exec(event["Event ID"])?.[0];
  if (id === undefined)
    return unreadable(`${where} has an Event ID without RDS-EVENT-0000: ${event["Event ID"]}`);
  const phase = Object.entries(BACKUP_EVENTS).find(([known]) => known === id)?.[1];
  if (event["Event Source"] !== "db-instance" || phase === undefined)
    return { kind: "not-ours", reason: `${id} of a ${event["Event Source"]}, ${event["Source ID"]}` };

  const time = eventTime(event["Event Time"]);
  if (time === undefined)
    return unreadable(`${where} has an Event Time that is none: ${event["Event Time"]}`);
  return { kind: "backup-event", phase, instance: instanceOf(event["Source ID"]), time };
}

/** `2019-01-02 12:45:06.000`: RDS names no zone; it is UTC. */
function eventTime(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)Z?$/.exec(text.trim());
  const time = match && new Date(`${match[1] ?? ""}T${match[2] ?? ""}Z`);
  return time && !Number.isNaN(time.getTime()) ? time : undefined;
}

/** The Source ID is the instance's identifier; where it is an ARN, its last part. In lower case, as RDS keeps it. */
function instanceOf(sourceId: string): string {
  return sourceId.slice(sourceId.lastIndexOf(":") + 1).toLowerCase();
}

/** Whether the body means to be a snapshot request: then it is said what is wrong with it as such. */
function isRequest(value: unknown): boolean {
  return typeof value === "object" && value !== null && "SnapshotArn" in value;
}

function problemsOf(error: z.ZodError): string {
  return z.prettifyError(error).replaceAll(/\s+/g, " ");
}

/** What RDS sends once to a new subscription, as plain text. */
function isGreeting(text: string): boolean {
  return /^\s*This is a message to notify that RDS\b/i.test(text);
}

const GREETING: ExportMessage = { kind: "not-ours", reason: "RDS's greeting to a new event subscription" };

function unreadable(reason: string): ExportMessage {
  return { kind: "unreadable", reason };
}
