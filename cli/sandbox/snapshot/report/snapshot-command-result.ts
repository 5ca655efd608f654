import type { DeadLetterResult, SnapshotResult } from "../../../../local/start/run-result";

/** What the command found; printed by `--json`. A change that breaks readers raises `version`. */
export interface SnapshotCommandResult extends Pick<
  SnapshotResult,
  "identifier" | "arn" | "instance" | "exports" | "tables" | "unexplained" | "unexported" | "undocumented"
> {
  readonly kind: "db-snapshot-to-s3/sandbox-snapshot";
  readonly version: 1;
  /** Nothing in `problems`. */
  readonly ok: boolean;
  /** What is not as it should be, one line each. */
  readonly problems: readonly string[];
  /** What is worth knowing beside. */
  readonly notes: readonly string[];
  /** Seconds of the whole command. */
  readonly seconds: number;
  /** Times at which the database was read, ISO 8601: around the snapshot, or once since. */
  readonly databaseReadAt: readonly string[];
  /** Tables whose rows, or whose columns, changed while the snapshot was taken. */
  readonly changedTables: readonly string[];
  /** Where the contents of the landed files were read; null when they did not land. */
  readonly readFrom: {
    readonly kind: "zone" | "export-and-listing" | "export-and-log";
    readonly words: string;
  } | null;
  /** Dead letters about the snapshot. */
  readonly deadLetters: readonly DeadLetterResult[];
}
