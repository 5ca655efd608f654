/** Part of a policy that can go without any request of a run being denied. */
export interface RemovalException {
  readonly policy: string;
  readonly statement: string;
  /** Only this action of it; the others, and so the statement, are needed. */
  readonly action?: string;
  readonly because: string;
}

/** Beside the grants that no run uses: those are listed in `local/permissions/unused-grants.ts`. */
export const REMOVAL_EXCEPTIONS: readonly RemovalException[] = [
  {
    policy: "aws_sqs_queue_policy.s3_copier_to_s3",
    statement: "StartedExports",
    because:
      "the export function's own policy allows the same, which suffices within an account; the queue's says who else may: nobody",
  },
  {
    policy: "aws_iam_policy.rds_snapshot_to_s3_lambda",
    statement: "SendCopierMessages",
    action: "sqs:SendMessage",
    because: "the copier queue's own policy allows the same",
  },
];
