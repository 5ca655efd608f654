import * as z from "zod";
import type { Answer } from "../answer";
import { AwsError } from "../aws-error";
import { parseXml } from "../xml";
import type { AccountArns } from "./account-arns";
import { EMULATOR_ACCOUNT, type SqsSnsEmulator } from "./emulator";

/**
 * Parameters whose value is an ARN of the account. An Endpoint stays as it is: the emulator must not know the queues that
 * it would deliver to (see SnsDelivery).
 */
const arnParameters = ["TopicArn", "TargetArn", "SubscriptionArn", "ResourceArn"];

const errorDocument = z.object({
  ErrorResponse: z.object({ Error: z.object({ Code: z.string(), Message: z.string() }) }),
});

/** An answer of the emulator's SNS. */
export interface SnsAnswer extends Answer {
  readonly body: string;
}

/** Has the emulator carry a call out. @throws AwsError what it answers as an error */
export async function forward(
  emulator: SqsSnsEmulator,
  arns: AccountArns,
  form: URLSearchParams,
): Promise<SnsAnswer> {
  for (const name of arnParameters) {
    const value = form.get(name);
    if (value !== null) form.set(name, arns.toEmulator(value));
  }
  const answer = await emulator.sns(form);
  const { body } = answer;
  if (answer.status >= 400) {
    const { Error: error } = errorDocument.parse(parseXml(body)).ErrorResponse;
    throw new AwsError(error.Code, error.Message, answer.status);
  }
  return { ...answer, body: inOurAccount(body, arns) };
}

/**
 * Changes the elements that hold an ARN or the owner, and no others: policies and other texts that callers stored
 * come back as they were.
 */
function inOurAccount(xml: string, arns: AccountArns): string {
  const translate = (value: string): string =>
    value === EMULATOR_ACCOUNT ? arns.accountId : arns.fromEmulator(value);
  return xml
    .replace(
      /(<(TopicArn|SubscriptionArn|Endpoint|Owner)>)([^<]*)(?=<\/\2>)/g,
      (_, tag: string, __: string, value: string) => tag + translate(value),
    )
    .replace(
      /(<key>(?:TopicArn|SubscriptionArn|Endpoint|Owner)<\/key><value>)([^<]*)(?=<\/value>)/g,
      (_, tag: string, value: string) => tag + translate(value),
    );
}
