import type { Construct } from "constructs";
import { AwsAccount } from "../shared/aws-account";
import { Role } from "../shared/role";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/**
 * The role with which SNS writes a line per delivery to the queue.
 * @returns the role, which may write to the topic's log groups only
 */
export function deliveryLogRole(scope: Construct, settings: PipelineSettings, names: PipelineNames): Role {
  const role = new Role(scope, "delivery-log-role", {
    name: names.deliveryLogRole,
    terraformName: "sns_cloudwatch_logging",
    service: "sns.amazonaws.com",
    tags: settings.tags,
  });
  const account = AwsAccount.of(scope);
  // SNS names them itself, and makes them: sns/<region>/<account>/<topic>, and the same with /Failure.
  const logs = account.arn("logs", `log-group:sns/${account.region}/${account.accountId}/${names.topic}`);
  role.allow(
    [
      {
        sid: "WriteDeliveryLogs",
        actions: [
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:PutMetricFilter",
          "logs:PutRetentionPolicy",
        ],
        resources: [logs, `${logs}:*`, `${logs}/Failure`, `${logs}/Failure:*`],
      },
    ],
    "sns_cloudwatch_policy_attachment",
  );
  return role;
}
