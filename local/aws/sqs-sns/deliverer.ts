import { accountInArn } from "../needs/need";
import type { Caller } from "../types";

/** SNS, on behalf of a topic. */
export function deliverer(topicArn: string): Caller {
  return { principal: "sns.amazonaws.com", accountId: accountInArn(topicArn) ?? "", sourceArn: topicArn };
}
