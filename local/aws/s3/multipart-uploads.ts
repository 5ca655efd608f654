import { createHash, randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { AwsError } from "../aws-error";
import type { Caller } from "../types";
import { s3Error } from "./s3-errors";
import type { UploadChecksum } from "./multipart-checksums";
import type { ReceivedBody } from "./upload-body";
import type { WriteSettings } from "./write-settings";

/** The smallest part but the last, in bytes: 5 MiB (userguide, qfacts). */
export const MIN_PART_BYTES = 5 * 1024 ** 2;

export interface UploadedPart extends ReceivedBody {
  readonly number: number;
  readonly lastModified: Date;
}

export interface MultipartUpload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly settings: WriteSettings;
  /** What the object's checksum is to be, if the writer said so. */
  readonly checksum?: UploadChecksum;
  readonly writer: Caller;
  readonly started: Date;
  readonly parts: Map<number, UploadedPart>;
}

/** A part as CompleteMultipartUpload names it. */
export interface NamedPart {
  readonly number: number;
  /** Without quotes. */
  readonly etag: string;
  /** In base64, where the caller names it. */
  readonly checksum?: string;
}

/** Uploads that are not complete. They are kept in memory: what a killed process had begun must be begun anew. */
export class MultipartUploads {
  private readonly uploads = new Map<string, MultipartUpload>();

  begin(given: Omit<MultipartUpload, "id" | "parts">): MultipartUpload {
    const upload = {
      ...given,
      id: randomBytes(48).toString("base64url"),
      parts: new Map<number, UploadedPart>(),
    };
    this.uploads.set(upload.id, upload);
    return upload;
  }

  /** @throws AwsError NoSuchUpload */
  find(id: string, bucket: string, key: string): MultipartUpload {
    const upload = this.uploads.get(id);
    if (upload?.bucket !== bucket || upload.key !== key) throw s3Error.noSuchUpload(id);
    return upload;
  }

  of(bucket: string): MultipartUpload[] {
    return [...this.uploads.values()].filter((upload) => upload.bucket === bucket);
  }

  /** A part that comes again replaces the earlier one. */
  async addPart(upload: MultipartUpload, part: UploadedPart): Promise<void> {
    const before = upload.parts.get(part.number);
    upload.parts.set(part.number, part);
    if (before !== undefined) await rm(before.file, { force: true });
  }

  /** Forgets an upload and removes its parts. */
  async end(upload: MultipartUpload): Promise<void> {
    this.uploads.delete(upload.id);
    await Promise.all([...upload.parts.values()].map((part) => rm(part.file, { force: true })));
  }
}

/**
 * The parts that a complete object is made of.
 *
 * @throws AwsError InvalidPartOrder, InvalidPart or EntityTooSmall
 */
export function chosenParts(upload: MultipartUpload, named: readonly NamedPart[]): UploadedPart[] {
  const inOrder = named.every((part, index) => index === 0 || part.number > (named[index - 1]?.number ?? 0));
  if (!inOrder)
    throw new AwsError(
      "InvalidPartOrder",
      "The list of parts was not in ascending order. Parts must be ordered by part number.",
    );
  return named.map(({ number, etag, checksum }, index) => {
    const part = upload.parts.get(number);
    const sameChecksum = checksum === undefined || checksum === part?.checksum?.value;
    if (part?.md5 !== etag || !sameChecksum)
      throw new AwsError(
        "InvalidPart",
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
        400,
        { UploadId: upload.id, PartNumber: String(number), ETag: etag },
      );
    if (index < named.length - 1 && part.size < MIN_PART_BYTES)
      throw new AwsError(
        "EntityTooSmall",
        "Your proposed upload is smaller than the minimum allowed size",
        400,
        {
          ProposedSize: String(part.size),
          MinSizeAllowed: String(MIN_PART_BYTES),
          PartNumber: String(number),
          ETag: etag,
        },
      );
    return part;
  });
}

/** The ETag of a multipart object: the MD5 of the parts' MD5s, and their number. */
export function multipartEtag(parts: readonly Pick<UploadedPart, "md5">[]): string {
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.md5, "hex")));
  return `${createHash("md5").update(digests).digest("hex")}-${parts.length}`;
}
