import { Readable } from "node:stream";
import { AwsError } from "./aws-error";
import type { WireRequest } from "./service";

/**
 * Reads a whole body: for the protocols that speak in documents, and for S3's XML requests.
 *
 * @param limit bytes; ten SQS messages of a batch and their escapes fit into the default
 * @throws AwsError RequestEntityTooLarge above the limit
 */
export async function readBody(body: Readable, limit: number = 16 * 1024 ** 2): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new AwsError("RequestEntityTooLarge", `The request body is larger than ${limit} bytes.`, 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The request with a body that can be read as often as one likes. @throws AwsError RequestEntityTooLarge */
export async function withBodyAtHand(request: WireRequest): Promise<WireRequest> {
  const bytes = await readBody(request.body);
  return {
    ...request,
    get body() {
      return Readable.from(bytes.length === 0 ? [] : [bytes]);
    },
  };
}
