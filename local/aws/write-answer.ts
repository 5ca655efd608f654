import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./answer";
import { hasErrorCode } from "./error-code";

/** Sends an answer; a client that leaves in the middle of it is no error of ours. */
export async function writeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  requestId: string,
): Promise<void> {
  response.on("error", () => response.destroy());
  response.writeHead(answer.status, {
    "x-amzn-requestid": requestId,
    "x-amz-request-id": requestId,
    ...answer.headers,
    ...(typeof answer.body === "string" || Buffer.isBuffer(answer.body)
      ? { "content-length": String(Buffer.byteLength(answer.body)) }
      : {}),
  });
  // What was not read of the request (an early refusal) must be, or the connection cannot be used again.
  request.resume();
  if (answer.body instanceof Readable) await pipeline(answer.body, response).catch(clientLeft);
  else response.end(answer.body);
}

function clientLeft(error: unknown): void {
  if (hasErrorCode(error, "ERR_STREAM_PREMATURE_CLOSE", "ECONNRESET", "EPIPE")) return;
  throw error;
}
