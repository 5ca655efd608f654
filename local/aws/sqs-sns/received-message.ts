import * as z from "zod";
import type { WorldClock } from "../../clock";
import type { AccountArns } from "./account-arns";
import { bodyDigest, sentBody } from "./emulator-body";
import { worldTime } from "./world-time";

const receivedMessage = z.looseObject({
  ReceiptHandle: z.string(),
  Body: z.string(),
  Attributes: z.record(z.string(), z.string()).optional(),
});

/** What the emulator answers to ReceiveMessage. */
export const receivedMessages = z.looseObject({ Messages: z.array(receivedMessage).optional() });
export type ReceivedMessage = z.infer<typeof receivedMessage>;

/** SNS's wrapping of a message, as the emulator makes it. */
const envelope = z.looseObject({
  Type: z.literal("Notification"),
  TopicArn: z.string(),
  Subject: z.string().nullable(),
  Timestamp: z.string(),
  Signature: z.literal("EXAMPLE"),
  SigningCertURL: z.literal(
    "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0000000000000000000000.pem",
  ),
  UnsubscribeURL: z.string(),
  MessageAttributes: z.record(z.string(), z.unknown()),
});

/** The message as the local world shows it: world time, and SNS's wrapping as SNS makes it. */
export function shownMessage(
  message: ReceivedMessage,
  arns: AccountArns,
  clock: WorldClock,
): ReceivedMessage {
  const body = shownBody(sentBody(message.Body), arns, clock);
  return {
    ...message,
    Body: body,
    MD5OfBody: bodyDigest(body),
    ...(message.Attributes === undefined ? {} : { Attributes: shownSystem(message.Attributes, arns, clock) }),
  };
}

function shownSystem(
  attributes: Record<string, string>,
  arns: AccountArns,
  clock: WorldClock,
): Record<string, string> {
  const shown = { ...attributes };
  for (const name of ["SentTimestamp", "ApproximateFirstReceiveTimestamp"])
    if (shown[name] !== undefined) shown[name] = String(worldTime(Number(shown[name]), clock).getTime());
  if (shown["SenderId"] !== undefined) shown["SenderId"] = arns.accountId;
  return shown;
}

/** The emulator's marks (its signature, its certificate's address) tell its wrapping from a message that looks so. */
function shownBody(body: string, arns: AccountArns, clock: WorldClock): string {
  if (!body.startsWith('{"Type":"Notification"')) return body;
  const parsed = envelope.safeParse(readJson(body));
  if (!parsed.success) return body;
  const { Subject, MessageAttributes, ...rest } = parsed.data;
  const subscription = /SubscriptionArn=(.*)$/.exec(rest.UnsubscribeURL)?.[1] ?? "";
  const host = `https://sns.${arns.region}.amazonaws.com`;
  return JSON.stringify({
    Type: rest.Type,
    MessageId: rest["MessageId"],
    TopicArn: arns.fromEmulator(rest.TopicArn),
    ...(Subject === null ? {} : { Subject }),
    Message: rest["Message"],
    Timestamp: worldTime(Date.parse(rest.Timestamp), clock).toISOString(),
    SignatureVersion: "1",
    Signature: "bm90IHNpZ25lZA==",
    SigningCertURL: `${host}/SimpleNotificationService-0000000000000000000000.pem`,
    UnsubscribeURL: `${host}/?Action=Unsubscribe&SubscriptionArn=${arns.fromEmulator(subscription)}`,
    ...(Object.keys(MessageAttributes).length === 0 ? {} : { MessageAttributes }),
  });
}

/** A body may look like an envelope and be none: whoever may send to the queue writes what they like. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
