import type { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { DataResource, Fn, Token } from "cdktf";
import { Construct } from "constructs";
import type { ReconcileMessage } from "../../functions/export/reconcile-message";
import { addressed } from "../shared/address";
import { AwsAccount } from "../shared/aws-account";
import { jsonText } from "../shared/json-text";
import type { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";
import { Role } from "../shared/role";
import { allOf, chosen, inDigits, isFilled, isPositive, oneIf, times, type Truth } from "../shared/truth";
import type { PipelineNames } from "./names";
import { SEND_KEY_ACTIONS } from "./queue-permissions";
import type { PipelineSettings } from "./settings";

const TERRAFORM_NAME = "snapshot_reconciliation";

/** What EventBridge Scheduler writes the time of the look in place of. */
const SCHEDULED_TIME = "<aws.scheduler.scheduled-time>";
/** Terraform's jsonencode writes a < as \u003c, which Scheduler does not read: a word that no input holds stands for it. */
const PLACEHOLDER = "SCHEDULED_TIME";

/** Beside the events, some of which get lost: a schedule that has the export function look for what has not landed. */
export class Reconciliation extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly settings: PipelineSettings,
    private readonly names: PipelineNames,
    exportQueue: QueueWithDeadLetters,
    exportFunction: LambdaFunction,
  ) {
    super(scope, id);
    const group = this.createGroup();
    const role = this.createRole(group);
    const rights = role.allow([
      { sid: "SendLooks", actions: ["sqs:SendMessage"], resources: [exportQueue.queue.arn] },
      { sid: "EncryptLooks", actions: SEND_KEY_ACTIONS, resources: [exportQueue.key.arn] },
    ]);
    addressed(
      new SchedulerSchedule(this, "schedule", {
        count: oneIf(isWanted(settings)),
        name: names.reconciliationSchedule,
        groupName: group.name,
        description: "Has the export function look for snapshots that have not landed.",
        scheduleExpression: everyHours(settings.reconciliationIntervalInHours),
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: exportQueue.queue.arn, roleArn: role.arn, input: this.message() },
        // The function of the module that this one replaces would delete what it does not know.
        dependsOn: [rights, exportFunction],
      }),
      TERRAFORM_NAME,
    );
  }

  /** Of its own, since a role can be kept to the schedules of a group, and to no smaller number of them. */
  private createGroup(): SchedulerScheduleGroup {
    const { settings, names } = this;
    return addressed(
      new SchedulerScheduleGroup(this, "schedule-group", {
        name: names.reconciliationScheduleGroup,
        tags: settings.tags,
      }),
      TERRAFORM_NAME,
    );
  }

  private createRole(group: SchedulerScheduleGroup): Role {
    return new Role(this, "role", {
      name: this.names.reconciliationRole,
      terraformName: TERRAFORM_NAME,
      service: "scheduler.amazonaws.com",
      conditions: [
        {
          test: "StringEquals",
          variable: "aws:SourceAccount",
          values: [AwsAccount.of(this).accountId],
        },
        { test: "ArnEquals", variable: "aws:SourceArn", values: [group.arn] },
      ],
      tags: this.settings.tags,
    });
  }

  private message(): string {
    const { settings } = this;
    const message: ReconcileMessage = {
      Reconcile: {
        Instances: settings.rdsInstanceIds,
        Since: this.firstApply(),
        WindowInDays: settings.reconciliationWindowInDays,
        IntervalInHours: settings.reconciliationIntervalInHours,
        ScheduledTime: PLACEHOLDER,
      },
    };
    return Fn.replace(jsonText(message), PLACEHOLDER, SCHEDULED_TIME);
  }

  /** When the pipeline was applied for the first time, as Terraform keeps it in its state from then on. */
  private firstApply(): string {
    const data = addressed(
      new DataResource(this, "first-apply", {
        input: { at: Fn.plantimestamp() },
        lifecycle: { ignoreChanges: ["input"] },
      }),
      "first_apply",
    );
    return Token.asString(data.interpolationForAttribute("output.at"));
  }
}

/** @returns the days that the looks go back, for a function's environment; 0 where there are none */
export function daysLookedBack(settings: PipelineSettings): string {
  return inDigits(chosen(isWanted(settings), settings.reconciliationWindowInDays, 0));
}

function isWanted({ rdsInstanceIds, reconciliationIntervalInHours }: PipelineSettings): Truth {
  return allOf([isPositive(reconciliationIntervalInHours), isFilled(rdsInstanceIds)]);
}

/** In minutes: whether a single hour is an hour or hours the grammar of rates does not have to say. */
function everyHours(hours: number): string {
  return `rate(${inDigits(times(hours, 60))} minutes)`;
}
