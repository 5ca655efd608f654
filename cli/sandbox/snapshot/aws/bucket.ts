import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { StoredObject } from "../../../../functions/shared/s3-listing";
import { listPages } from "../../../../functions/shared/s3-listing";
import { awsCall } from "../../../../functions/shared/aws-failure";

/** A bucket that is read; both methods throw AwsCallError. */
export interface Bucket {
  readonly name: string;
  /** Every object whose key begins with the prefix, by key. */
  list(prefix: string): Promise<readonly StoredObject[]>;
  /** @param end exclusive */
  read(key: string, start: number, end: number): Promise<ArrayBuffer>;
}

export function bucket(client: S3Client, name: string, abortSignal: AbortSignal): Bucket {
  return {
    name,
    async list(prefix) {
      const objects: StoredObject[] = [];
      for await (const page of listPages(client, name, prefix, { signal: abortSignal }))
        objects.push(...page);
      return objects;
    },
    read: (key, start, end) =>
      awsCall("s3:GetObject", `${name}/${key}`, async () => {
        const command = new GetObjectCommand({ Bucket: name, Key: key, Range: `bytes=${start}-${end - 1}` });
        const { Body } = await client.send(command, { abortSignal });
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        if (bytes.byteLength !== end - start)
          throw new Error(`expected ${end - start} bytes from ${start}, got ${bytes.byteLength}`);
        return new Uint8Array(bytes).buffer;
      }),
  };
}
