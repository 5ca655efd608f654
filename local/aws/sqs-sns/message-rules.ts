import * as z from "zod";
import { SQS_MAX_DELAY_SECONDS, SQS_MAX_MESSAGE_BYTES } from "../../../functions/shared/limits";
import { AwsError } from "../aws-error";

const attribute = z.object({
  DataType: z.string().optional(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});

/** One message of SendMessage or SendMessageBatch, as far as the rules look at it. */
export const sentMessage = z.looseObject({
  MessageBody: z.string().optional(),
  DelaySeconds: z.number().optional(),
  MessageAttributes: z.record(z.string(), attribute).optional(),
});
export type SentMessage = z.infer<typeof sentMessage>;

/** Attributes of one message (SQSDeveloperGuide, sqs-message-metadata). */
const MAX_ATTRIBUTES = 10;

/**
 * Refuses what SQS refuses and the emulator accepts.
 *
 * @throws AwsError InvalidParameterValue or MissingParameter
 */
export function checkMessage(message: SentMessage): void {
  if (message.MessageBody === undefined || message.MessageBody === "")
    throw new AwsError("MissingParameter", "The request must contain the parameter MessageBody.");
  const delay = message.DelaySeconds;
  if (delay !== undefined && (!Number.isInteger(delay) || delay < 0 || delay > SQS_MAX_DELAY_SECONDS))
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= ${SQS_MAX_DELAY_SECONDS}.`,
    );
  const attributes = Object.entries(message.MessageAttributes ?? {});
  if (attributes.length > MAX_ATTRIBUTES)
    throw invalid(
      `Number of message attributes [${attributes.length}] exceeds the allowed maximum [${MAX_ATTRIBUTES}].`,
    );
  for (const [name, value] of attributes) checkAttribute(name, value);
  if (messageBytes(message) > SQS_MAX_MESSAGE_BYTES)
    throw invalid(
      `One or more parameters are invalid. Reason: Message must be shorter than ${SQS_MAX_MESSAGE_BYTES} bytes.`,
    );
}

/** Size as SQS counts it: the body, and name, type and value of each attribute. */
export function messageBytes(message: SentMessage): number {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(
    ([name, { DataType = "", StringValue = "", BinaryValue = "" }]) =>
      Buffer.byteLength(name + DataType + StringValue) + Buffer.byteLength(BinaryValue, "base64"),
  );
  return attributes.reduce((sum, size) => sum + size, Buffer.byteLength(message.MessageBody ?? ""));
}

function checkAttribute(name: string, value: z.infer<typeof attribute>): void {
  if (!/^(?!(?:aws|amazon)\.)(?!\.)(?!.*\.\.)[\w.-]{1,256}(?<!\.)$/i.test(name))
    throw invalid(
      `The message attribute name '${name}' is invalid. Attribute name can contain A-Z, a-z, 0-9, underscore (_), hyphen (-), and period (.) characters.`,
    );
  const kind = /^(String|Number|Binary)(\..{1,249})?$/.exec(value.DataType ?? "")?.[1];
  if (kind === undefined)
    throw invalid(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  const content = kind === "Binary" ? value.BinaryValue : value.StringValue;
  if (content === undefined || content === "")
    throw invalid(`Message (user) attribute '${name}' must contain a non-empty value of type '${kind}'.`);
  if (kind === "Number" && (content.trim() === "" || !Number.isFinite(Number(content))))
    throw invalid(`Can't cast the value of message (user) attribute '${name}' to a number.`);
}

function invalid(message: string): AwsError {
  return new AwsError("InvalidParameterValue", message);
}
