import type { ExplainedChange } from "./judge-plan";
import { PIPELINE } from "./pipeline-call";

/** What the module `db-snapshot-to-s3` adds when it takes over. */
export const pipelineCreations: readonly ExplainedChange[] = [
  ...create(
    "aws_iam_role_policy_attachment",
    ["sns_cloudwatch_policy_attachment"],
    "Attaches the same policy to the same role, which has it already: IAM changes nothing.",
  ),
  ...create(
    "aws_cloudwatch_log_group",
    ["rds_snapshot_to_s3_lambda", "s3_to_s3_copier_lambda"],
    "New names, `/db-snapshot-to-s3/<function>`, with retention. The groups that Lambda made, `/aws/lambda/<function>`, keep what is in them.",
  ),
  ...create(
    "aws_cloudwatch_metric_alarm",
    [
      "rds_snapshot_to_s3_dead_lettered",
      "rds_snapshot_to_s3_deadletter",
      "rds_snapshot_to_s3_old_message",
      "rds_snapshot_to_s3_snapshot_not_landed",
      "s3_to_s3_copier_dead_lettered",
      "s3_to_s3_copier_deadletter",
      "s3_to_s3_copier_old_message",
      "s3_to_s3_copier_tables_skipped",
    ],
    "Watches, and changes nothing. It tells nobody until `alarm_action_arns` is set.",
  ),
  ...create(
    "aws_cloudwatch_event_rule",
    ["s3_to_s3_copier"],
    "Finds RDS's events of exports that have ended.",
  ),
  ...create(
    "aws_cloudwatch_event_target",
    ["s3_to_s3_copier"],
    "Sends them to the copier queue, so that a landing need not wait until the copier asks again.",
  ),
  ...create(
    "aws_scheduler_schedule",
    ["snapshot_reconciliation[0]"],
    "Has the export function look for snapshots that have not landed: of those taken after this apply. `reconciliation_interval_in_hours = 0`: none.",
  ),
  ...create(
    "aws_scheduler_schedule_group",
    ["snapshot_reconciliation"],
    "Of that one schedule, whose role is kept to it.",
  ),
  ...["aws_iam_role", "aws_iam_policy", "aws_iam_role_policy_attachment"].flatMap((type) =>
    create(type, ["snapshot_reconciliation"], "The schedule may send to the export queue, and nowhere else."),
  ),
  ...create("terraform_data", ["first_apply"], "Keeps in the state when this was. Nothing of it is in AWS."),
  ...create(
    "aws_sns_topic_policy",
    ["rds_snapshot_to_s3"],
    "Takes the place of SNS's default policy: RDS, for this account, may publish. Topic and subscription stay.",
  ),
];

function create(type: string, names: readonly string[], why: string): readonly ExplainedChange[] {
  return names.map((name) => ({
    in: PIPELINE,
    address: `${type}.${name}`,
    action: "create",
    arguments: [],
    why,
  }));
}
