import type { Need } from "../../permissions/types";
import { isDecidedByPolicies, keyNeed } from "./key-needs";
import { need, tagContext } from "./need";

/** What is known of a call of SNS. */
export interface SnsFacts {
  /** The topic, also of a call that names a subscription; `*` where it names none. */
  readonly topicArn: string;
  /** ARN of the topic's key, when it has one. */
  readonly keyArn: string | undefined;
  readonly region: string;
  readonly callerAccountId: string;
  /** Whether the caller is a service principal. */
  readonly byService: boolean;
  readonly protocol: string | undefined;
  readonly endpoint: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** Actions on everything there is: they know no resources (list_amazonsns). */
const ofAccount = new Set(["ListTopics", "ListSubscriptions"]);

/** What a call of SNS needs: the action of its name, and for a message the topic's key. */
export function snsNeeds(operation: string, facts: SnsFacts): readonly Need[] {
  const action = operation === "PublishBatch" ? "Publish" : operation;
  const resource = ofAccount.has(action) ? "*" : facts.topicArn;
  const purpose = action === "Publish" ? "publishes a message" : operation;
  const given = { context: contextOf(action, facts), accountId: facts.callerAccountId };
  return [
    need(`sns:${action}`, resource, purpose, given),
    ...(action === "CreateTopic" && Object.keys(facts.tags).length > 0
      ? [need("sns:TagResource", resource, "tags the new topic", given)]
      : []),
    ...(action === "Publish" ? topicKeyNeeds(facts) : []),
  ];
}

/** Who publishes needs a data key, and decrypts it to check it (sns-key-management). */
function topicKeyNeeds({ keyArn, region, callerAccountId, byService }: SnsFacts): readonly Need[] {
  if (keyArn === undefined || (!byService && !isDecidedByPolicies(keyArn, callerAccountId))) return [];
  const use = { service: "sns", region, callerAccountId: byService ? undefined : callerAccountId };
  return [
    keyNeed("kms:GenerateDataKey", keyArn, use, "encrypts the message"),
    keyNeed("kms:Decrypt", keyArn, use, "checks the key that the message is encrypted with"),
  ];
}

function contextOf(action: string, { protocol, endpoint, tags }: SnsFacts): Need["context"] {
  switch (action) {
    case "Subscribe":
      return {
        ...(protocol === undefined ? {} : { "sns:Protocol": protocol }),
        ...(endpoint === undefined ? {} : { "sns:Endpoint": endpoint }),
      };
    case "CreateTopic":
    case "TagResource":
      return tagContext(tags);
    default:
      return {};
  }
}
