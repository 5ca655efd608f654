import type { FaultDecision, LocalAws } from "../aws/types";
import type { WorldClock } from "../clock";
import type { Break } from "./run-options";

/** World seconds that foreign exports occupy the account's slots with `--break quota`, from the snapshot's end on. */
const QUOTA_SECONDS = 600;

/** Export tasks that RDS runs at once per account. */
const SLOTS = 5;

/** RDS's own words for a key that it may not use (USER_ExportSnapshot.failure-msg). */
const EXPORT_FAILURE =
  "The KMS key check failed: the key arn:aws:kms:eu-west-2:…:key/… is pending deletion. " +
  "Check that the key is enabled and that the export role may use it.";

/** What is broken, ready to be broken. */
export interface BreakPlan {
  /** What the person is told. */
  readonly words: string;
  /** Before the snapshot is taken. @returns what is to be called once the snapshot is available */
  prepare(): (() => void) | undefined;
}

/** @param table `<schema.table>` whose files the landing zone refuses with `--break copy` */
export function breakPlan(
  what: Break,
  aws: Pick<LocalAws, "rds" | "injectFault">,
  around: { readonly clock: WorldClock; readonly zoneBucket: string; readonly table: string },
): BreakPlan {
  switch (what) {
    case "copy":
      return {
        words: `the landing zone is busy at first (503), then refuses every file of ${around.table} for good`,
        prepare: () => {
          aws.injectFault(refuseCopies(around));
          return undefined;
        },
      };
    case "export":
      return {
        words: "RDS lets every export fail",
        prepare: () => {
          aws.rds.injectExportFault(() => ({ kind: "fail", cause: EXPORT_FAILURE }));
          return undefined;
        },
      };
    case "quota":
      return {
        words: `${SLOTS} exports of somebody else occupy the account's slots for ${QUOTA_SECONDS / 60} minutes`,
        prepare: () => {
          const release = aws.rds.occupyExportSlots(SLOTS);
          return () => {
            setTimeout(release, around.clock.realMilliseconds(QUOTA_SECONDS)).unref();
          };
        },
      };
  }
}

/** The first calls find S3 busy, which heals; those of one table are refused, which does not. */
function refuseCopies({
  zoneBucket,
  table,
}: {
  readonly zoneBucket: string;
  readonly table: string;
}): FaultDecision {
  let busy = 3;
  return ({ operation, resource }) => {
    if (operation !== "CopyObject" || !resource.startsWith(`arn:aws:s3:::${zoneBucket}/`)) return undefined;
    if (resource.includes(`/${table}/`))
      return { kind: "error", status: 403, code: "AccessDenied", message: "Access Denied" };
    if (busy === 0) return undefined;
    busy -= 1;
    return { kind: "error", status: 503, code: "SlowDown", message: "Please reduce your request rate." };
  };
}
