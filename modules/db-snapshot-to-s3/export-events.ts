import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { addressed } from "../shared/address";
import type { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/** RDS's events of an export from a snapshot that has failed, was cancelled, and is complete (RDS user guide). */
const EXPORT_ENDED = ["RDS-EVENT-0159", "RDS-EVENT-0160", "RDS-EVENT-0161"];

const TERRAFORM_NAME = "s3_to_s3_copier";

/** Finds the ends of exports: of every instance's, since such an event names neither instance nor task. */
export function exportEventsRule(
  scope: Construct,
  settings: PipelineSettings,
  names: PipelineNames,
): CloudwatchEventRule {
  return addressed(
    new CloudwatchEventRule(scope, "export-events-rule", {
      name: names.exportEventsRule,
      description: "Exports of RDS snapshots that have ended: the copier need not wait until it asks again.",
      eventPattern: JSON.stringify({
        source: ["aws.rds"],
        "detail-type": ["RDS DB Snapshot Event"],
        detail: { EventID: EXPORT_ENDED },
      }),
      tags: settings.tags,
    }),
    TERRAFORM_NAME,
  );
}

/**
 * Sends those events to the copier. EventBridge tries for a day; what it cannot deliver then goes nowhere: a message of
 * the same export waits in the queue anyway, and finds the end by asking.
 * @param dependsOn what has to be there first: the permission, and a copier that knows such events
 */
export function deliverExportEvents(
  scope: Construct,
  rule: CloudwatchEventRule,
  copierQueue: QueueWithDeadLetters,
  dependsOn: ITerraformDependable[],
): void {
  addressed(
    new CloudwatchEventTarget(scope, "export-events-target", {
      rule: rule.name,
      targetId: "copier-queue",
      arn: copierQueue.queue.arn,
      dependsOn,
    }),
    TERRAFORM_NAME,
  );
}
