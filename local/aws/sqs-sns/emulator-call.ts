import { AwsError } from "../aws-error";
import type { SqsSnsEmulator } from "./emulator";
import { output } from "./sqs-shapes";

/** A call of SQS to the emulator. @throws AwsError what the emulator answers as an error */
export async function emulatorCall(
  emulator: SqsSnsEmulator,
  action: string,
  given: unknown,
): Promise<unknown> {
  const answer = await emulator.sqs(action, given);
  const body: unknown = JSON.parse(answer.body);
  if (answer.status < 400) return body;
  const error = output.error.parse(body);
  throw new AwsError(error.__type.replace(/^.*#/, ""), error.message, answer.status);
}
