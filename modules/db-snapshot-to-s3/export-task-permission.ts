import type { AwsAccount } from "../shared/aws-account";
import type { PolicyStatement } from "../shared/policy-document";

/**
 * Looking up export tasks. They are no resource of their own: AWS decides by the snapshot or cluster that a task
 * exports (service authorization reference), and which of them a task names is known only afterwards.
 */
export function exportTaskStatement(account: AwsAccount): PolicyStatement {
  return {
    sid: "FindExportTasks",
    actions: ["rds:DescribeExportTasks"],
    resources: [
      account.arn("rds", "snapshot:*"),
      account.arn("rds", "cluster-snapshot:*"),
      account.arn("rds", "cluster:*"),
    ],
  };
}
