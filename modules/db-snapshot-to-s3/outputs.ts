import type { Outputs } from "../shared/outputs";
import type { DbSnapshotToS3 } from "./db-snapshot-to-s3";

/** How the dead letters of a queue are put back into it: SQS takes the ARNs of both. */
const DESTINATION =
  "`--destination-arn` of `aws sqs start-message-move-task`, which puts its dead letters back";
const SOURCE = "`--source-arn` of `aws sqs start-message-move-task`, which puts the letters back";

/** What others need of the pipeline; the first three are the outputs of the module that it replaces. */
export function pipelineOutputs(pipeline: DbSnapshotToS3): Outputs {
  const { exportFunction, copierFunction, exportQueue, copierQueue } = pipeline;
  return {
    s3_to_s3_copier_lambda_role_arn: {
      value: copierFunction.role.arn,
      description:
        "Role of the copier function: the landing zone's bucket and key policies allow it to write.",
    },
    rds_snapshot_service_arn: {
      value: pipeline.exportService.roleArn,
      description: "Role that RDS assumes to write the exports.",
    },
    rds_snapshot_to_s3_lambda_role_arn: {
      value: exportFunction.role.arn,
      description:
        "Role of the export function: the key policies of encrypted snapshots allow it to use the key.",
    },
    export_queue_url: {
      value: exportQueue.queue.url,
      description: "Queue of the snapshots to export. A snapshot request may be sent to it by hand.",
    },
    export_queue_arn: {
      value: exportQueue.queue.arn,
      description: `ARN of the export queue: ${DESTINATION}.`,
    },
    export_dead_letter_queue_url: {
      value: exportQueue.deadLetterQueue.url,
      description: "Queue of the snapshots that were not exported, each with its reason and what to do.",
    },
    export_dead_letter_queue_arn: {
      value: exportQueue.deadLetterQueue.arn,
      description: `ARN of the export queue's dead-letter queue: ${SOURCE}.`,
    },
    copier_queue_url: { value: copierQueue.queue.url, description: "Queue of the exports to copy." },
    copier_queue_arn: {
      value: copierQueue.queue.arn,
      description: `ARN of the copier queue: ${DESTINATION}.`,
    },
    copier_dead_letter_queue_url: {
      value: copierQueue.deadLetterQueue.url,
      description: "Queue of the exports that did not land, each with its reason and what to do.",
    },
    copier_dead_letter_queue_arn: {
      value: copierQueue.deadLetterQueue.arn,
      description: `ARN of the copier queue's dead-letter queue: ${SOURCE}.`,
    },
    snapshot_topic_arn: {
      value: pipeline.snapshotEvents.topic.arn,
      description: "Topic of the instances' backup events.",
    },
  };
}
