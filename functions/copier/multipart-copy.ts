import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCopyCommand,
  type CompletedPart,
  type S3Client,
  type UploadPartCopyCommandOutput,
} from "@aws-sdk/client-s3";
import { AwsCallError, awsCall } from "../shared/aws-failure";
import type { Log } from "../shared/ports";
import { copySource } from "./copy-source";
import { forEachConcurrently } from "./for-each-concurrently";
import { partsOf } from "./parts";
import type { Copy } from "./plan";
import type { Slots } from "./slots";
import { worstFailure } from "./worst-failure";

/** Parts of one file in flight at once, as far as there are slots. */
export const PARTS_AT_ONCE = 32;
/** How long giving an upload up may take, in milliseconds: when the invocation ends, its message must still be sent. */
const ABORT_MILLISECONDS = 5_000;

/** What copying in parts works with. */
export interface MultipartCopying {
  readonly client: S3Client;
  readonly zoneBucket: string;
  /** Shared with all other copies: bounds the calls in flight. */
  readonly slots: Slots;
  readonly log: Log;
}

/** One upload in parts, begun. */
interface Upload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

/**
 * Copies one file in parts, within S3: what a single copy cannot, above 5 GiB. When it fails, or the invocation ends, the
 * upload is given up, and the next try begins a new one: nothing is seen in the zone but the whole file.
 *
 * A function that is killed leaves its upload behind, and so does an abort that fails: its parts are seen by nobody, but
 * paid for. Only a lifecycle rule of the landing zone (abort incomplete multipart uploads) removes those.
 *
 * @throws AwsCallError, or the signal's AbortError
 */
export async function multipartCopy(
  sourceBucket: string,
  copy: Copy,
  signal: AbortSignal,
  copying: MultipartCopying,
): Promise<void> {
  const { client, zoneBucket, slots, log } = copying;
  const target = `${sourceBucket}/${copy.sourceKey} to ${zoneBucket}/${copy.landingKey}`;
  const call: Call = (operation, send) => slots.run(() => awsCall(`s3:${operation}`, target, send));
  const place = { Bucket: zoneBucket, Key: copy.landingKey };
  const command = new CreateMultipartUploadCommand({ ...place, ACL: "bucket-owner-full-control" });
  const { UploadId } = await call("CreateMultipartUpload", () =>
    client.send(command, { abortSignal: signal }),
  );
  if (UploadId === undefined) throw new Error(`s3:CreateMultipartUpload on ${target} answered without an id`);
  const upload = { ...place, UploadId };
  try {
    const Parts = await copyParts(copySource(sourceBucket, copy.sourceKey), copy.size, upload, (part) =>
      call("UploadPartCopy", () => client.send(part, { abortSignal: signal })),
    );
    const complete = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } });
    await call("CompleteMultipartUpload", () => client.send(complete, { abortSignal: signal }));
  } catch (error) {
    await giveUp(client, upload, log);
    throw error;
  }
}

type Call = <Answer>(operation: string, send: () => Promise<Answer>) => Promise<Answer>;

/** @returns what the upload is completed with: the parts in their order */
async function copyParts(
  CopySource: string,
  size: number,
  upload: Upload,
  send: (command: UploadPartCopyCommand) => Promise<UploadPartCopyCommandOutput>,
): Promise<CompletedPart[]> {
  const copied: CompletedPart[] = [];
  const { failures } = await forEachConcurrently(partsOf(size), PARTS_AT_ONCE, async (part) => {
    const PartNumber = part.number;
    const CopySourceRange = `bytes=${part.first}-${part.last}`;
    const answer = await send(
      new UploadPartCopyCommand({ ...upload, PartNumber, CopySource, CopySourceRange }),
    );
    const ETag = answer.CopyPartResult?.ETag;
    if (ETag === undefined)
      throw new Error(
        `s3:UploadPartCopy of part ${PartNumber} of ${upload.Bucket}/${upload.Key} answered without an ETag`,
      );
    copied[PartNumber - 1] = { PartNumber, ETag };
  });
  if (failures.length > 0) throw worstFailure(failures);
  return copied;
}

/** The file is copied anew anyway: an upload that stays is worth a warning, no more. */
async function giveUp(client: S3Client, upload: Upload, log: Log): Promise<void> {
  const target = `${upload.Bucket}/${upload.Key}`;
  const patience = new AbortController();
  const timer = setTimeout(() => {
    patience.abort();
  }, ABORT_MILLISECONDS);
  try {
    await awsCall("s3:AbortMultipartUpload", target, () =>
      client.send(new AbortMultipartUploadCommand(upload), { abortSignal: patience.signal }),
    );
  } catch (error) {
    // It was completed, though the answer got lost, or somebody else has given it up.
    if (error instanceof AwsCallError && error.code === "NoSuchUpload") return;
    log.warn(
      "An upload in parts could not be given up: its parts stay in the landing zone, paid for, until a lifecycle rule of " +
        "the zone's for incomplete multipart uploads removes them; its owner should allow s3:AbortMultipartUpload",
      {
        key: target,
        uploadId: upload.UploadId,
        reason: error instanceof Error ? error.message : String(error),
      },
    );
  } finally {
    clearTimeout(timer);
  }
}
