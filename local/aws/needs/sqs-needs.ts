import type { Need } from "../../permissions/types";
import { isDecidedByPolicies, keyNeed, type KeyUse } from "./key-needs";
import { need, tagContext } from "./need";

/** What is known of a call of SQS. */
export interface SqsFacts {
  /** `*` where the call names no queue. */
  readonly queueArn: string;
  /** ARN of the queue's key, when it has one. */
  readonly keyArn: string | undefined;
  readonly region: string;
  readonly callerAccountId: string;
  /** Whether the caller is a service principal, as SNS is when it delivers. */
  readonly byService: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** The batch forms are no actions of their own (list_amazonsqs). */
const singleForm: Readonly<Record<string, string>> = {
  ChangeMessageVisibilityBatch: "ChangeMessageVisibility",
  DeleteMessageBatch: "DeleteMessage",
  SendMessageBatch: "SendMessage",
};

const purposes: Readonly<Record<string, string>> = {
  ChangeMessageVisibility: "hides a message longer, or shows it again",
  DeleteMessage: "takes a message away that is done with",
  GetQueueAttributes: "reads the queue's settings",
  GetQueueUrl: "finds the queue by its name",
  ReceiveMessage: "reads messages",
  SendMessage: "sends a message",
};

/** What a call of SQS needs: the action of its name, and the queue's key where messages are written or read. */
export function sqsNeeds(operation: string, facts: SqsFacts): readonly Need[] {
  const action = singleForm[operation] ?? operation;
  const accountId = facts.callerAccountId;
  const resource = action === "ListQueues" ? "*" : facts.queueArn;
  const isTagging = action === "TagQueue";
  return [
    need(`sqs:${action}`, resource, purposes[action] ?? operation, {
      accountId,
      context: isTagging || action === "CreateQueue" ? tagContext(facts.tags) : {},
    }),
    ...(action === "CreateQueue" && Object.keys(facts.tags).length > 0
      ? [need("sqs:TagQueue", resource, "tags the new queue", { accountId, context: tagContext(facts.tags) })]
      : []),
    ...movingNeeds(action, resource, accountId),
    ...queueKeyNeeds(action, facts.keyArn, {
      service: "sqs",
      region: facts.region,
      callerAccountId: facts.byService ? undefined : facts.callerAccountId,
    }),
  ];
}

/** Who moves messages reads and deletes them (API_StartMessageMoveTask); where they go is not decided here. */
function movingNeeds(action: string, queueArn: string, accountId: string): readonly Need[] {
  if (action !== "StartMessageMoveTask") return [];
  return ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"].map((name) =>
    need(name, queueArn, "moves messages out of the queue", { accountId }),
  );
}

/**
 * Use of a queue's key: who sends needs a new data key, and decrypts it to check it; who receives decrypts
 * (SQSDeveloperGuide, sqs-key-management).
 */
export function queueKeyNeeds(action: string, keyArn: string | undefined, use: KeyUse): readonly Need[] {
  if (keyArn === undefined) return [];
  if (use.callerAccountId !== undefined && !isDecidedByPolicies(keyArn, use.callerAccountId)) return [];
  switch (action) {
    case "SendMessage":
      return [
        keyNeed("kms:GenerateDataKey", keyArn, use, "encrypts the message"),
        keyNeed("kms:Decrypt", keyArn, use, "checks the key that the message is encrypted with"),
      ];
    case "ReceiveMessage":
      return [keyNeed("kms:Decrypt", keyArn, use, "decrypts messages")];
    default:
      return [];
  }
}
