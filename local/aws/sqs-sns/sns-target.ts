import type { QueryParameters } from "../protocols/query-protocol";
import type { AccountArns } from "./account-arns";

/** ARN of the topic or subscription that a call is about; empty where there is none. */
export function resourceOf(given: QueryParameters, arns: AccountArns): string {
  const name = given.optional("Name");
  return (
    given.optional("TopicArn") ??
    given.optional("TargetArn") ??
    given.optional("SubscriptionArn") ??
    given.optional("ResourceArn") ??
    (name === undefined ? "" : arns.topic(name))
  );
}

/** Of a subscription, its topic: SNS has no policies about subscriptions. `*` where a call is about none. */
export function topicOf(given: QueryParameters, arns: AccountArns): string {
  const arn = resourceOf(given, arns);
  return arn === "" ? "*" : arn.split(":").slice(0, 6).join(":");
}
