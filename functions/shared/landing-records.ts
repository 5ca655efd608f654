import { createHash } from "node:crypto";
import { importDate, type LandingDate } from "./landing-date";
import type { StoredObject } from "./s3-listing";

/**
 * What the copier writes beside the exports, in the export bucket, and what both functions read there. The folder's name
 * begins with a character that no export task identifier has, so that it is never taken for an export.
 */
export const LANDINGS_PREFIX = "_landings/";

/** The records of one export, by the last part of their keys. */
export const LANDING_RECORD = {
  /** What has landed, verified; written last. There is one exactly when the landing is complete. */
  manifest: "manifest.json",
  /** The export came to a dead letter before it had landed: nothing tells of it again. */
  rejection: "rejection.json",
  /** Which message lands the export now, and until when at the latest. */
  landing: "landing.json",
  /** Who starts the workflow, and since when. */
  workflowStart: "workflow-start.json",
  /** It has landed, and its workflow came to a dead letter: nothing tells of that again. */
  workflowRejection: "workflow-rejection.json",
  /** Nothing is left to be done: the workflow was started, or none is set. */
  finished: "finished.json",
} as const;

export type LandingRecord = keyof typeof LANDING_RECORD;

/** `_landings/import_date=20240229/`, where the records of a day lie. */
export function landingsOfDay(date: LandingDate): string {
  return `${LANDINGS_PREFIX}import_date=${importDate(date)}/`;
}

/** `_landings/import_date=20240229/<export task>/`: the records of one export. */
export function landingFolder(date: LandingDate, taskId: string): string {
  return `${landingsOfDay(date)}${taskId}/`;
}

export function recordKey(date: LandingDate, taskId: string, record: LandingRecord): string {
  return `${landingFolder(date, taskId)}${LANDING_RECORD[record]}`;
}

/**
 * The record of which exports land the snapshots of an ARN under a day: of several exports of one snapshot, one. It lies beside
 * the exports' folders, and is none, for an ARN has characters that a key is better without.
 */
export function ownersKey(date: LandingDate, snapshotArn: string): string {
  const digest = createHash("sha256").update(snapshotArn).digest("hex");
  return `${landingsOfDay(date)}snapshot-${digest.slice(0, 16)}.json`;
}

/** The reverse of {@link recordKey}; undefined for any other key, such as of parts of a verification, or of owners. */
export function readRecordKey(
  key: string,
): { readonly importDate: string; readonly taskId: string; readonly record: LandingRecord } | undefined {
  const [, day, taskId, file] =
    /^_landings\/import_date=(\d{8})\/([A-Za-z0-9-]+)\/([a-z-]+\.json)$/.exec(key) ?? [];
  const record = (Object.keys(LANDING_RECORD) as LandingRecord[]).find(
    (name) => LANDING_RECORD[name] === file,
  );
  if (day === undefined || taskId === undefined || record === undefined) return undefined;
  return { importDate: day, taskId, record };
}

/** A record's text, and what tells whether it is still the same one. */
export interface StoredRecord {
  readonly body: string;
  readonly etag: string;
}

/** The export bucket's `_landings/`, for who only reads it. Every verb throws AwsCallError. */
export interface LandingRecordsReader {
  /** What lies under a prefix, page by page, in the byte order of the keys. */
  list(prefix: string): AsyncIterable<readonly StoredObject[]>;
  read(key: string): Promise<StoredRecord | undefined>;
}

/** The same for who writes it: nothing is ever overwritten unawares, since two invocations may do the same. */
export interface LandingRecords extends LandingRecordsReader {
  /** Writes a record that is not there yet. */
  create(key: string, body: string): Promise<"created" | "exists">;
  /** Writes over a record that is still the one that was read. */
  replace(key: string, body: string, etag: string): Promise<"replaced" | "changed">;
}
