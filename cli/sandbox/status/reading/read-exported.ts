import { ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { ExportedFacts, Found } from "../facts";
import { look } from "./look";

/** Pages of 1,000 objects that are counted: exports of a sandbox are small, and a status is to be quick. */
const MOST_PAGES = 10;

/** Counts what lies in the export bucket. */
export function readExported(
  s3: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<Found<ExportedFacts>> {
  return look({
    what: `objects of bucket ${bucket}`,
    action: "s3:ListBucket",
    missing: ["NotFound", "NoSuchBucket"],
    signal,
    read: async () => {
      const counted = { objects: 0, bytes: 0 };
      let token: string | undefined;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const { Contents = [], NextContinuationToken } = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }),
          { abortSignal: signal },
        );
        counted.objects += Contents.length;
        counted.bytes += Contents.reduce((sum, { Size = 0 }) => sum + Size, 0);
        token = NextContinuationToken;
        if (token === undefined) break;
      }
      return { bucket, ...counted, more: token !== undefined };
    },
  });
}
