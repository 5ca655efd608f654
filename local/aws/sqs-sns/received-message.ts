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

/** The message as the local world shows it: as it was sent, in world time, of the configured account. */
export function shownMessage(
  message: ReceivedMessage,
  arns: AccountArns,
  clock: WorldClock,
): ReceivedMessage {
  const body = sentBody(message.Body);
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
