/**
 * What happens in one run of the simulation, all of it decided beforehand: a run is a pure function of its plan. Plans are
 * plain JSON, so that a failing one can be printed, kept as a test and made smaller.
 */
export interface Plan {
  /** Of everything that the plan leaves open: latencies, the order of what happens at once, the SDK's jitter. */
  readonly seed: number;
  readonly settings: PlannedSettings;
  readonly snapshots: readonly PlannedSnapshot[];
  readonly faults: readonly Fault[];
}

/** Inputs of the module that change what becomes of snapshots. */
export interface PlannedSettings {
  readonly landedSnapshots: "all" | "first_of_day";
  readonly onSkippedTables: "warn" | "fail";
  readonly ignoredSnapshotTags: Readonly<Record<string, string>>;
  readonly ignoredSnapshotNames: readonly string[];
  /** Hours; 0: nobody looks. */
  readonly reconciliationIntervalInHours: number;
  readonly reconciliationWindowInDays: number;
  /** Without one the landing ends with its manifest. */
  readonly workflow: boolean;
  /** Whether the zone's owner lets the copier list, abort and copy in parts. */
  readonly zone: { readonly listable: boolean; readonly abortable: boolean; readonly multipart: boolean };
  /** The most that AWS answers at once: objects, snapshots, tasks, runs. Small, so that listings are cut. @default 5 */
  readonly pageSize?: number;
  /**
   * What RDS calls the start of an export task, which is documented nowhere: the call that began it, or the moment from which on
   * its rows are prepared. @default "call"
   */
  readonly taskStartTime?: "call" | "prepared";
}

export interface PlannedSnapshot {
  readonly instance: string;
  /** `rds:<instance>-…` for automated ones. Two of one name: the first was deleted before. */
  readonly name: string;
  readonly type: "automated" | "manual" | "awsbackup" | "copy";
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds after RDS lists it that its tags are put on. */
  readonly taggedAfter: number;
  /** Seconds from the run's start to the snapshot's creation time. */
  readonly at: number;
  /** Seconds that RDS takes to make it. */
  readonly creating: number;
  /** Seconds after its creation time that somebody deletes it. @default never */
  readonly deletedAfter?: number;
  /** Seconds that an export of it takes: until it is IN_PROGRESS, and then until it ends. */
  readonly export: { readonly starting: number; readonly running: number };
  readonly tables: readonly PlannedTable[];
}

export interface PlannedTable {
  readonly database: string;
  readonly table: string;
  /**
   * For each batch folder the files' names and bytes; a name may be anything that S3 takes. None: an empty table. They are
   * those of the snapshot's first export: each further one has names of its own.
   */
  readonly batches: readonly (readonly { readonly name: string; readonly bytes: number }[])[];
}

/** A service's operation as calls name it, such as `s3:CopyObject`. */
export type Operation = `${"rds" | "s3" | "sqs" | "glue"}:${string}`;

/** What goes wrong. `nth` counts from 1 in the order in which the run meets what the fault speaks of. */
export type Fault =
  /** RDS's own events: of a backup or of an export. */
  | {
      readonly kind: "event";
      readonly of: "backup" | "export";
      readonly nth: number;
      readonly effect: "lost" | "doubled" | { readonly lateSeconds: number };
    }
  /** A call of one of the functions. */
  | {
      readonly kind: "call";
      readonly operation: Operation;
      readonly nth: number;
      /** How many calls in a row, from the nth on. */
      readonly times: number;
      readonly effect:
        | "throttled"
        | "server-error"
        | "connection-lost"
        /** Carried out, but the answer never arrives. */
        | "answer-lost"
        /** S3 only: status 200, and an error in the body. */
        | "error-in-200"
        | "hangs"
        | "denied";
    }
  /** So many of a hundred calls of both functions fail, from second to second; the plan's seed decides which. */
  | {
      readonly kind: "call-rate";
      readonly percent: number;
      readonly effect: "throttled" | "server-error" | "connection-lost" | "answer-lost";
      readonly from: number;
      readonly to: number;
    }
  /** The function's process ends before (or just after) its nth request to AWS. */
  | {
      readonly kind: "kill";
      readonly function: "export" | "copier";
      readonly nth: number;
      readonly when: "before" | "after";
    }
  /** The function's process ends before so many of a thousand of its requests, from second to second. */
  | {
      readonly kind: "kill-rate";
      readonly function: "export" | "copier";
      readonly perMille: number;
      readonly from: number;
      readonly to: number;
    }
  /** Each request of the function takes so many milliseconds: it runs into its timeout. */
  | {
      readonly kind: "slow";
      readonly function: "export" | "copier";
      readonly from: number;
      readonly to: number;
      readonly milliseconds: number;
    }
  /** SQS delivers the nth message of a queue twice, the second time after some seconds. */
  | {
      readonly kind: "delivered-twice";
      readonly queue: "export" | "copier";
      readonly nth: number;
      readonly afterSeconds: number;
    }
  /** SQS acknowledges the nth message sent to a queue, and loses it. */
  | { readonly kind: "message-lost"; readonly queue: "export" | "copier"; readonly nth: number }
  /** Somebody sends a queue what the functions and RDS would not. */
  | {
      readonly kind: "stray-message";
      readonly queue: "export" | "copier";
      /** Seconds from the run's start. */
      readonly at: number;
      readonly body: string;
      /** The body is filled up to so many. @default as it is */
      readonly bytes?: number;
      /** Somebody else's event, to be passed over; something that a person has to look at; or a message about an export of ours. */
      readonly ends: "ignored" | "letter" | "handled";
    }
  /** What becomes of the nth export task that RDS starts. */
  | {
      readonly kind: "export-task";
      readonly nth: number;
      readonly effect:
        | "fails"
        | "cancelled"
        | { readonly skipsTable: number }
        /** RDS's report calls the table complete, and nothing of it is there. */
        | { readonly losesTable: number }
        | { readonly lingersSeconds: number };
    }
  /** Other people's exports take slots of the account's quota, from second to second. */
  | { readonly kind: "slots-taken"; readonly slots: number; readonly from: number; readonly to: number }
  /** The nth completed export's files are deleted at some second. */
  | { readonly kind: "export-files-deleted"; readonly nth: number; readonly afterSeconds: number }
  /** Just after the nth file (and so many more) has been copied into the zone, somebody deletes it, or leaves half of it. */
  | {
      readonly kind: "landed-file-spoilt";
      readonly nth: number;
      readonly times: number;
      readonly effect: "deleted" | "truncated";
    }
  /** Somebody writes a file of his own into a table's partition before it lands. */
  | { readonly kind: "foreign-file"; readonly snapshot: number; readonly table: number }
  /** Glue takes no further run, from second to second. */
  | { readonly kind: "workflow-full"; readonly from: number; readonly to: number }
  /** Lambda runs none of a function's invocations: they wait in the queue, and use up receives when the poller tries. */
  | {
      readonly kind: "function-throttled";
      readonly function: "export" | "copier";
      readonly from: number;
      readonly to: number;
    }
  /** At a second of the run somebody redrives every letter of both dead-letter queues. */
  | { readonly kind: "redrive"; readonly at: number }
  /** At a second of the run somebody exports a snapshot as a whole, under a name of his own, into the export bucket's root. */
  | {
      readonly kind: "export-by-hand";
      readonly at: number;
      readonly snapshot: number;
      readonly name: string;
    };

export type FaultKind = Fault["kind"];
