import type { Costs } from "../prices/cost";

/** One thing that a sandbox consists of. */
export interface PartStatus {
  /** Such as `database`. */
  readonly part: string;
  /** Its name in AWS. */
  readonly name: string;
  readonly state: "there" | "missing" | "unreadable";
  /** What there is to say of it. */
  readonly words: string;
}

/** Something that goes on, or waits to. */
export interface Activity {
  readonly what: "snapshot" | "export" | "queue" | "dead-letter queue";
  readonly name: string;
  readonly words: string;
}

/** A snapshot that no destroy takes away. */
export interface LeftSnapshot {
  readonly identifier: string;
  readonly status: string;
  /** Of the database when it was taken; what is billed is no more. */
  readonly gigabytes: number;
  readonly createdAt: string | null;
  /** Whether a database of that name is there. */
  readonly databaseIsThere: boolean;
}

export interface LeftKey {
  readonly arn: string;
  readonly description: string;
  readonly deletedAt: string | null;
}

export interface LeftOver {
  readonly snapshots: readonly LeftSnapshot[];
  /** Files of exports, which expire by the bucket's lifecycle. */
  readonly exported: {
    readonly bucket: string;
    readonly objects: number;
    readonly bytes: number;
    readonly more: boolean;
  } | null;
  readonly keysPendingDeletion: readonly LeftKey[];
}

/** What `npm run sandbox:status` tells; with `--json` it is printed as it is. */
export interface StatusReport {
  readonly region: string;
  readonly identifierPrefix: string;
  readonly accountId: string;
  /** When it was looked, in ISO 8601. */
  readonly at: string;
  /** `whole`: nothing is missing; `none`: everything is. */
  readonly deployed: "whole" | "in part" | "none" | "unknown";
  readonly parts: readonly PartStatus[];
  readonly running: readonly Activity[];
  readonly costs: Costs;
  readonly leftOver: LeftOver;
  /** Looks that failed, each in a sentence: what they would have shown is not in the report. */
  readonly notRead: readonly string[];
}
