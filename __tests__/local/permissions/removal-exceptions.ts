/** Part of a policy that can go without any request of a run being denied. */
export interface RemovalException {
  readonly policy: string;
  readonly statement: string;
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
];
