import type { PolicyStatement } from "../shared/policy-document";

/**
 * Looking up export tasks. They are no resource of their own: the service authorization reference lists the snapshots
 * and clusters that they export, and does not say what AWS decides by when a call names a task or none at all. A refusal
 * would stop every landing, while what is granted is only to read the list: so this one statement is not narrowed.
 */
export function exportTaskStatement(): PolicyStatement {
  return { sid: "FindExportTasks", actions: ["rds:DescribeExportTasks"], resources: ["*"] };
}
