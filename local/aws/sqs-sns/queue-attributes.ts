import * as z from "zod";
import { AwsError } from "../aws-error";
import type { WorldClock } from "../../clock";
import type { AccountArns } from "./account-arns";
import { worldTime } from "./world-time";

/** What the emulator keeps and answers by itself. */
const kept = new Set([
  ...["VisibilityTimeout", "DelaySeconds", "MaximumMessageSize", "MessageRetentionPeriod"],
  ...["ReceiveMessageWaitTimeSeconds", "RedrivePolicy", "Policy", "KmsMasterKeyId"],
  ...["KmsDataKeyReusePeriodSeconds", "FifoQueue", "ContentBasedDeduplication"],
  ...["DeduplicationScope", "FifoThroughputLimit"],
]);

/** Attributes of a queue that the emulator drops or refuses; they are kept here and answered as given. */
const ours = ["SqsManagedSseEnabled", "RedriveAllowPolicy"] as const;

export type QueueAttributes = Readonly<Record<string, string>>;

export interface SplitAttributes {
  readonly forEmulator: QueueAttributes;
  readonly ours: QueueAttributes;
}

/**
 * Checks what the emulator does not check, and parts what it keeps from what is kept here.
 *
 * @param queueExists whether a queue of the given name exists, by ARN of the configured account
 * @throws AwsError with SQS's codes
 */
export function splitAttributes(
  given: QueueAttributes,
  arns: AccountArns,
  queueExists: (arn: string) => boolean,
): SplitAttributes {
  const own: Record<string, string> = {};
  const emulated: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (kept.has(name)) emulated[name] = value;
    else if (ours.some((item) => item === name)) own[name] = value;
    else throw new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);
  }
  if (given["Policy"] !== undefined && given["Policy"] !== "") checkJson("Policy", given["Policy"]);
  const redrive = given["RedrivePolicy"];
  if (redrive !== undefined && redrive !== "")
    emulated["RedrivePolicy"] = redrivePolicyFor(redrive, arns, queueExists);
  return { forEmulator: emulated, ours: own };
}

/** The attributes as the caller shall see them: ARNs of the configured account, world time. */
export function shownAttributes(
  attributes: QueueAttributes,
  arns: AccountArns,
  clock: WorldClock,
): QueueAttributes {
  const shown: Record<string, string> = { ...attributes };
  if (shown["QueueArn"] !== undefined) shown["QueueArn"] = arns.fromEmulator(shown["QueueArn"]);
  if (shown["RedrivePolicy"] !== undefined)
    shown["RedrivePolicy"] = withTarget(shown["RedrivePolicy"], (arn) => arns.fromEmulator(arn));
  for (const name of ["CreatedTimestamp", "LastModifiedTimestamp"])
    if (shown[name] !== undefined)
      shown[name] = String(Math.floor(worldTime(Number(shown[name]) * 1000, clock).getTime() / 1000));
  return shown;
}

const redrivePolicy = z.looseObject({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});

function redrivePolicyFor(text: string, arns: AccountArns, queueExists: (arn: string) => boolean): string {
  const policy = redrivePolicy.safeParse(checkJson("RedrivePolicy", text));
  if (!policy.success)
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Redrive policy needs deadLetterTargetArn, and maxReceiveCount from 1 to 1000.`,
    );
  if (!queueExists(policy.data.deadLetterTargetArn))
    throw new AwsError(
      "InvalidParameterValue",
      `Value ${text} for parameter RedrivePolicy is invalid. Reason: Dead letter target does not exist.`,
    );
  return withTarget(text, (arn) => arns.toEmulator(arn));
}

function withTarget(text: string, translate: (arn: string) => string): string {
  const policy = redrivePolicy.safeParse(JSON.parse(text));
  if (!policy.success) return text;
  return JSON.stringify({ ...policy.data, deadLetterTargetArn: translate(policy.data.deadLetterTargetArn) });
}

function checkJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      "InvalidAttributeValue",
      `Invalid value for the parameter ${name}. Reason: it is no JSON (${String(error)}).`,
    );
  }
}
