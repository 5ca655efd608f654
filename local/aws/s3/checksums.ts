import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { Crc32c, Crc64NvmeJs } from "@aws-sdk/checksums/crc";
import type { IncomingHttpHeaders } from "node:http";

/** S3's checksum algorithms by the ending of their headers: `x-amz-checksum-crc32`. */
export const checksumAlgorithms = ["crc32", "crc32c", "crc64nvme", "sha1", "sha256"] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** A checksum in base64, as S3 writes it. */
export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string;
  /** Made of the checksums of an upload's parts; absent for one of the whole object. */
  readonly type?: "COMPOSITE";
}

/** A checksum under calculation. */
export interface RunningChecksum {
  update(chunk: Buffer): void;
  /** @returns base64 */
  digest(): Promise<string>;
}

export function runningChecksum(algorithm: ChecksumAlgorithm): RunningChecksum {
  switch (algorithm) {
    case "crc32":
      return runningCrc32();
    case "crc32c":
      return sdkChecksum(new Crc32c());
    case "crc64nvme":
      return sdkChecksum(new Crc64NvmeJs());
    case "sha1":
    case "sha256": {
      const hash = createHash(algorithm);
      return {
        update: (chunk) => void hash.update(chunk),
        digest: () => Promise.resolve(hash.digest("base64")),
      };
    }
  }
}

/** The checksum that the request carries in a header, or announces as a trailing header. */
export function announcedChecksum(headers: IncomingHttpHeaders): ChecksumAlgorithm | undefined {
  const trailer = headers["x-amz-trailer"];
  return checksumAlgorithms.find((algorithm) => {
    const name = `x-amz-checksum-${algorithm}`;
    return headers[name] !== undefined || (typeof trailer === "string" && trailer.toLowerCase() === name);
  });
}

function runningCrc32(): RunningChecksum {
  let value = 0;
  return {
    update: (chunk) => {
      value = crc32(chunk, value);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return Promise.resolve(bytes.toString("base64"));
    },
  };
}

function sdkChecksum(checksum: {
  update(data: Uint8Array): void;
  digest(): Promise<Uint8Array>;
}): RunningChecksum {
  return {
    update: (chunk) => {
      checksum.update(chunk);
    },
    digest: async () => Buffer.from(await checksum.digest()).toString("base64"),
  };
}
