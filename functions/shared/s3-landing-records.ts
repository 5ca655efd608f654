import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { clientConfiguration, type AwsAccess } from "./aws-clients";
import { AwsCallError, awsCall } from "./aws-failure";
import type { LandingRecords } from "./landing-records";
import { listPages } from "./s3-listing";

/**
 * The landing records in the export bucket, by S3's conditional writes.
 *
 * The SDK repeats a write whose answer got lost, and S3 then refuses the repetition: `exists` and `changed` may mean
 * one's own record. Whoever must tell reads it.
 */
export function s3LandingRecords(access: AwsAccess, bucket: string): LandingRecords {
  const client = new S3Client(
    clientConfiguration(access, { maxSockets: 8, timeoutSeconds: 30, maxAttempts: 4 }),
  );
  const put = async (
    key: string,
    body: string,
    condition: { readonly IfNoneMatch: "*" } | { readonly IfMatch: string },
  ): Promise<void> => {
    const command = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: "application/json",
      ...condition,
    });
    await awsCall("s3:PutObject", `${bucket}/${key}`, () => client.send(command));
  };

  return {
    list: (prefix) => listPages(client, bucket, prefix),
    async read(key) {
      try {
        return await awsCall("s3:GetObject", `${bucket}/${key}`, async () => {
          const { Body, ETag } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
          if (Body === undefined || ETag === undefined)
            throw new Error(`s3:GetObject on ${bucket}/${key} answered without a body or an ETag`);
          return { body: await Body.transformToString(), etag: ETag };
        });
      } catch (error) {
        if (hasCode(error, "NoSuchKey")) return undefined;
        throw error;
      }
    },
    async create(key, body) {
      try {
        await put(key, body, { IfNoneMatch: "*" });
        return "created";
      } catch (error) {
        if (hasCode(error, "PreconditionFailed")) return "exists";
        throw error;
      }
    },
    async replace(key, body, etag) {
      try {
        await put(key, body, { IfMatch: etag });
        return "replaced";
      } catch (error) {
        // A record that is gone meanwhile is not the one that was read either.
        if (hasCode(error, "PreconditionFailed") || hasCode(error, "NoSuchKey")) return "changed";
        throw error;
      }
    },
  };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof AwsCallError && error.code === code;
}
