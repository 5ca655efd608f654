import { AwsError } from "../aws-error";

/** The emulator's handles are UUIDs; one that has run out is still a handle, and SQS takes it. */
const HANDLE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws AwsError ReceiptHandleIsInvalid for what no ReceiveMessage can have answered */
export function checkReceiptHandle(handle: unknown): void {
  // That one is missing, the emulator says itself.
  if (typeof handle !== "string" || HANDLE.test(handle)) return;
  throw new AwsError(
    "ReceiptHandleIsInvalid",
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    404,
  );
}
