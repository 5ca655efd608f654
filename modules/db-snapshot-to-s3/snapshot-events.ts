import { DbEventSubscription } from "@cdktf/provider-aws/lib/db-event-subscription";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { addressed } from "../shared/address";
import { AwsAccount } from "../shared/aws-account";
import { policyDocument } from "../shared/policy-document";
import type { QueueWithDeadLetters } from "../shared/queue-with-dead-letters";
import { oneIfAny } from "../shared/truth";
import { deliveryLogRole } from "./delivery-log-role";
import type { PipelineNames } from "./names";
import type { PipelineSettings } from "./settings";

/** Percent of the successful deliveries that SNS logs. */
const LOGGED_SUCCESSES = 100;

/** Stage 1, fed by RDS, feeds the export queue: backup events of the listed instances. */
export class SnapshotEvents extends Construct {
  readonly topic: SnsTopic;

  constructor(
    scope: Construct,
    id: string,
    private readonly settings: PipelineSettings,
    private readonly names: PipelineNames,
    queue: QueueWithDeadLetters,
  ) {
    super(scope, id);
    this.topic = this.createTopic(queue);
    const topicPolicy = this.letRdsPublish();
    const queuePolicy = queue.allow("rds_snapshot_to_s3", [
      {
        sid: "SnapshotEvents",
        actions: ["sqs:SendMessage"],
        resources: [queue.queue.arn],
        principals: [{ type: "Service", identifiers: ["sns.amazonaws.com"] }],
        conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [this.topic.arn] }],
      },
    ]);
    const subscription = addressed(
      new SnsTopicSubscription(this, "queue-subscription", {
        topicArn: this.topic.arn,
        protocol: "sqs",
        endpoint: queue.queue.arn,
        dependsOn: [queuePolicy],
      }),
      "subscribe_sqs_to_sns_topic",
    );
    this.subscribeToRds([topicPolicy, subscription]);
  }

  private createTopic(queue: QueueWithDeadLetters): SnsTopic {
    const { arn: feedbackRoleArn } = deliveryLogRole(this, this.settings, this.names);
    return addressed(
      new SnsTopic(this, "topic", {
        name: this.names.topic,
        kmsMasterKeyId: queue.key.keyId,
        sqsSuccessFeedbackRoleArn: feedbackRoleArn,
        sqsSuccessFeedbackSampleRate: LOGGED_SUCCESSES,
        sqsFailureFeedbackRoleArn: feedbackRoleArn,
        tags: this.settings.tags,
      }),
      "rds_snapshot_to_s3",
    );
  }

  private letRdsPublish(): SnsTopicPolicy {
    const account = AwsAccount.of(this);
    const policy = policyDocument(this, "topic-policy-document", "rds_snapshot_to_s3_topic", [
      {
        sid: "SnapshotEvents",
        actions: ["sns:Publish"],
        resources: [this.topic.arn],
        principals: [{ type: "Service", identifiers: ["events.rds.amazonaws.com"] }],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [account.accountId] },
          { test: "ArnLike", variable: "aws:SourceArn", values: [account.arn("rds", "*")] },
        ],
      },
    ]);
    return addressed(
      new SnsTopicPolicy(this, "topic-policy", { arn: this.topic.arn, policy }),
      "rds_snapshot_to_s3",
    );
  }

  /** RDS tries the topic at once, and refuses one that it may not publish to. */
  private subscribeToRds(dependsOn: (SnsTopicPolicy | SnsTopicSubscription)[]): void {
    const { rdsInstanceIds, tags } = this.settings;
    addressed(
      new DbEventSubscription(this, "event-subscription", {
        // Without a list RDS would send the events of every instance of the account.
        count: oneIfAny(rdsInstanceIds),
        name: this.names.eventSubscription,
        snsTopic: this.topic.arn,
        sourceType: "db-instance",
        sourceIds: rdsInstanceIds,
        eventCategories: ["backup"],
        tags,
        dependsOn,
      }),
      "snapshot_to_s3",
    );
  }
}
