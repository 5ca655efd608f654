import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AwsError } from "../aws-error";
import type { WireRequest } from "../service";
import { AwsChunkedDecoder } from "./aws-chunked";
import { announcedChecksum, runningChecksum, type Checksum } from "./checksums";
import { s3Error } from "./s3-errors";
import type { Extent } from "./sparse-file";
import { sparseSink } from "./sparse-sink";

/** Bytes that lie in a temporary file. */
export interface ReceivedBody {
  readonly file: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly md5: string;
  readonly checksum?: Checksum;
  /** Where the file has bytes that are not zeros. */
  readonly extents: readonly Extent[];
}

/**
 * Writes a request's body to a file as it comes, takes the aws-chunked framing off, and checks what the caller says
 * of it: length, Content-MD5, checksum in a header or trailing header.
 *
 * @param file where to write; removed again when the body is refused
 * @throws AwsError BadDigest or IncompleteBody
 */
export async function receiveBody(request: WireRequest, file: string): Promise<ReceivedBody> {
  try {
    return await receive(request, file);
  } catch (error) {
    await rm(file, { force: true });
    if (error instanceof AwsError) throw error;
    throw new AwsError("IncompleteBody", `The body did not arrive completely: ${String(error)}`);
  }
}

async function receive(request: WireRequest, file: string): Promise<ReceivedBody> {
  const { headers } = request;
  const decoder = isChunked(request) ? new AwsChunkedDecoder() : undefined;
  const algorithm = announcedChecksum(headers);
  const checksum = algorithm === undefined ? undefined : runningChecksum(algorithm);
  const md5 = createHash("md5");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, callback) {
      size += chunk.length;
      md5.update(chunk);
      checksum?.update(chunk);
      callback(null, chunk);
    },
  });
  const sink = sparseSink(file);
  if (decoder === undefined) await pipeline(request.body, meter, sink.stream);
  else await pipeline(request.body, decoder, meter, sink.stream);
  const digest = md5.digest();
  checkLength(headers["x-amz-decoded-content-length"], size);
  if (headers["content-md5"] !== undefined && headers["content-md5"] !== digest.toString("base64"))
    throw s3Error.badDigest("Content-MD5");
  const received = { file, size, md5: digest.toString("hex"), extents: sink.extents() };
  if (algorithm === undefined || checksum === undefined) return received;
  const name = `x-amz-checksum-${algorithm}`;
  const value = await checksum.digest();
  const claimed = headers[name] ?? decoder?.trailers.get(name);
  if (claimed !== value) throw s3Error.badDigest(algorithm.toUpperCase());
  return { ...received, checksum: { algorithm, value } };
}

function isChunked({ headers }: WireRequest): boolean {
  const hash = headers["x-amz-content-sha256"];
  return typeof hash === "string" && hash.startsWith("STREAMING-");
}

function checkLength(header: string | string[] | undefined, size: number): void {
  if (typeof header === "string" && Number(header) !== size)
    throw new AwsError(
      "IncompleteBody",
      "You did not provide the number of bytes specified by the x-amz-decoded-content-length HTTP header",
    );
}
