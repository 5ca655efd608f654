import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { Construct } from "constructs";
import {
  QUEUE_MAX_RECEIVES,
  QUEUE_VISIBILITY_SECONDS,
  SQS_MAX_RETENTION_SECONDS,
} from "../../functions/shared/limits";
import { addressed } from "./address";
import { encryptionKey } from "./encryption-key";
import { policyDocument, type PolicyStatement } from "./policy-document";
import { queueAlarms } from "./queue-alarms";

export interface QueueWithDeadLettersProps {
  readonly queueName: string;
  readonly deadLetterQueueName: string;
  /** Of the alarm that sounds while a message lies in the dead-letter queue. */
  readonly deadLetterAlarmName: string;
  /** Of the alarm that sounds while a message lies in the queue that should long have been read. */
  readonly oldMessageAlarmName: string;
  /** Topics and other actions of the alarms; may be empty. */
  readonly alarmActionArns: string[];
  readonly keyDescription: string;
  /** Services that may use the key. The functions may by their roles' policies. */
  readonly keyStatements: readonly PolicyStatement[];
  readonly tags: Readonly<Record<string, string>>;
  /** The queue's name in Terraform, from which those of the others are made. */
  readonly terraformName: string;
}

/**
 * A queue that a function reads, its dead-letter queue, one key for both, and alarms that sound when a message lies in
 * the dead-letter queue, and when nobody reads the queue.
 */
export class QueueWithDeadLetters extends Construct {
  readonly key: KmsKey;
  readonly queue: SqsQueue;
  readonly deadLetterQueue: SqsQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: QueueWithDeadLettersProps,
  ) {
    super(scope, id);
    const { terraformName, tags } = props;
    this.key = encryptionKey(this, "key", {
      description: props.keyDescription,
      statements: props.keyStatements,
      terraformName: `${terraformName}_kms_key`,
      policyTerraformName: `${terraformName}_kms_key_policy`,
      tags,
    });
    this.deadLetterQueue = addressed(this.createDeadLetterQueue(), `${terraformName}_deadletter`);
    this.queue = addressed(this.createQueue(), terraformName);
    queueAlarms(this, {
      ...props,
      queue: this.queue,
      deadLetterQueue: this.deadLetterQueue,
      actionArns: props.alarmActionArns,
    });
  }

  /**
   * Lets others than the account's own roles use the queue. To be called once.
   * @param terraformName of the queue's policy, where addresses are fixed
   */
  allow(terraformName: string, statements: readonly PolicyStatement[]): SqsQueuePolicy {
    const policy = policyDocument(this, "queue-policy-document", terraformName, statements);
    return addressed(
      new SqsQueuePolicy(this, "queue-policy", { queueUrl: this.queue.url, policy }),
      terraformName,
    );
  }

  private createQueue(): SqsQueue {
    return new SqsQueue(this, "queue", {
      name: this.props.queueName,
      visibilityTimeoutSeconds: QUEUE_VISIBILITY_SECONDS,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.deadLetterQueue.arn,
        maxReceiveCount: QUEUE_MAX_RECEIVES,
      }),
      kmsMasterKeyId: this.key.keyId,
      tags: this.props.tags,
    });
  }

  private createDeadLetterQueue(): SqsQueue {
    return new SqsQueue(this, "dead-letter-queue", {
      name: this.props.deadLetterQueueName,
      // Somebody has to look at what lies here: the longest time that SQS gives them.
      messageRetentionSeconds: SQS_MAX_RETENTION_SECONDS,
      kmsMasterKeyId: this.key.keyId,
      tags: this.props.tags,
    });
  }
}
