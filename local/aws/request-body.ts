import type { Readable } from "node:stream";
import { AwsError } from "./aws-error";

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
