import type { AwsAccount } from "../shared/aws-account";
import type { PolicyCondition, PolicyStatement } from "../shared/policy-document";

/** What a service needs that sends through, or reads from, something encrypted (SNS and SQS, key management). */
const SERVICE_ACTIONS = ["kms:GenerateDataKey*", "kms:Decrypt"];

/**
 * Who may use the export queue's key, which is the topic's too: RDS to publish to the topic, SNS to deliver to the
 * queue, Lambda to read it.
 */
export function exportQueueKeyStatements(account: AwsAccount, topicName: string): readonly PolicyStatement[] {
  return [
    service("SnapshotEvents", "events.rds.amazonaws.com", ofAccount(account)),
    service("DeliverSnapshotEvents", "sns.amazonaws.com", [
      { test: "ArnEquals", variable: "aws:SourceArn", values: [account.arn("sns", topicName)] },
    ]),
    service("ReadQueue", "lambda.amazonaws.com", ofAccount(account)),
  ];
}

/**
 * Who may use the copier queue's key: EventBridge to deliver what the one rule finds, Lambda to read the queue. The rule
 * by its name: its target waits for the queue, and the queue for its key.
 */
export function copierQueueKeyStatements(account: AwsAccount, ruleName: string): readonly PolicyStatement[] {
  return [
    service("DeliverExportEvents", "events.amazonaws.com", [
      { test: "ArnEquals", variable: "aws:SourceArn", values: [account.arn("events", `rule/${ruleName}`)] },
    ]),
    service("ReadQueue", "lambda.amazonaws.com", ofAccount(account)),
  ];
}

function service(sid: string, principal: string, conditions: PolicyCondition[]): PolicyStatement {
  return {
    sid,
    actions: SERVICE_ACTIONS,
    resources: ["*"],
    principals: [{ type: "Service", identifiers: [principal] }],
    conditions,
  };
}

function ofAccount(account: AwsAccount): PolicyCondition[] {
  return [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account.accountId] }];
}
