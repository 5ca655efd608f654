/** What happens to a call, instead of or beside its being carried out; decided by the gateway's fault decisions. */
export type Fault =
  /** The service answers with an error; nothing is carried out. */
  | { readonly kind: "error"; readonly status: number; readonly code: string; readonly message: string }
  /** The call is carried out after a while. */
  | { readonly kind: "slow"; readonly worldSeconds: number }
  /** HTTP 200 with an error document as body, as S3 answers when a copy fails half-way; nothing is carried out. */
  | { readonly kind: "error-in-200"; readonly code: string; readonly message: string }
  /** SendMessage, Publish and CopyObject: the caller is told of success, and the message, or the copy, is gone. */
  | { readonly kind: "lost" }
  /** SendMessage and Publish: the message arrives twice. */
  | { readonly kind: "doubled" }
  /** The process that makes the call dies before it is carried out, or after it was and before the answer. */
  | { readonly kind: "kill"; readonly when: "before" | "after" };

/** What happens to an export task, decided when it turns IN_PROGRESS. */
export type ExportFault =
  /** The task ends as FAILED. */
  | { readonly kind: "fail"; readonly cause: string }
  /** Somebody cancels the task once it shows this percentage, 1 to 99. */
  | { readonly kind: "cancel"; readonly atPercent: number }
  /** RDS leaves tables out of the export and says so in WarningMessage. */
  | { readonly kind: "skip"; readonly skips: TableChoice }
  /** Everything is written, and somebody does something in the buckets before the task ends. */
  | { readonly kind: "meddle"; readonly meddle: () => void }
  /** Everything is written, and the task stays IN_PROGRESS at 99 %: so long, or until it is cancelled. */
  | { readonly kind: "hang"; readonly worldSeconds: number | undefined };

/** Whether a table is meant; `target` is `database.schema.table`, as in RDS's reports. */
export type TableChoice = (target: string) => boolean;
