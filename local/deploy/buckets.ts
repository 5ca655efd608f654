import { readFile } from "node:fs/promises";
import path from "node:path";
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type BucketLocationConstraint,
} from "@aws-sdk/client-s3";
import * as z from "zod";
import type { Clients } from "./clients";
import type { Configuration } from "./configuration";
import { nested } from "./nested";

const bucketArguments = z.strictObject({
  bucket: z.string().min(3).max(63),
  force_destroy: z.boolean().optional(),
  object_lock_enabled: z.literal(false).optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

const encryptionArguments = z.strictObject({
  /** Name of the bucket. */
  bucket: z.string(),
  rule: nested({
    apply_server_side_encryption_by_default: nested({
      sse_algorithm: z.enum(["AES256", "aws:kms"]),
      kms_master_key_id: z.string().optional(),
    }),
    bucket_key_enabled: z.boolean().optional(),
  }),
});

const objectArguments = z.strictObject({
  bucket: z.string(),
  key: z.string(),
  /** A path inside the synthesised folder of the stack. */
  source: z.string(),
  content_type: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  source_hash: z.string().optional(),
  etag: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** @returns the names of the buckets that were made */
export async function deployBuckets(configuration: Configuration, clients: Clients): Promise<string[]> {
  const names: string[] = [];
  for (const block of configuration.resources("aws_s3_bucket")) {
    const given = configuration.read(block, bucketArguments);
    const region = configuration.target.region as BucketLocationConstraint;
    await clients.s3.send(
      new CreateBucketCommand({
        Bucket: given.bucket,
        CreateBucketConfiguration: { LocationConstraint: region },
      }),
    );
    names.push(given.bucket);
  }
  await deployEncryption(configuration, clients);
  return names;
}

/** Whoever writes into a bucket without naming a key needs the bucket's. */
async function deployEncryption(configuration: Configuration, clients: Clients): Promise<void> {
  for (const block of configuration.resources("aws_s3_bucket_server_side_encryption_configuration")) {
    const { bucket, rule } = configuration.read(block, encryptionArguments);
    const { sse_algorithm: SSEAlgorithm, kms_master_key_id: KMSMasterKeyID } =
      rule.apply_server_side_encryption_by_default;
    const ApplyServerSideEncryptionByDefault = {
      SSEAlgorithm,
      ...(KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID }),
    };
    const Rules = [
      { ApplyServerSideEncryptionByDefault, BucketKeyEnabled: rule.bucket_key_enabled ?? false },
    ];
    await clients.s3.send(
      new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } }),
    );
  }
}

/** Uploads the functions' code and whatever else the stack puts into its buckets. */
export async function deployObjects(
  configuration: Configuration,
  clients: Clients,
  stackDirectory: string,
): Promise<void> {
  for (const block of configuration.resources("aws_s3_object")) {
    const given = configuration.read(block, objectArguments);
    await clients.s3.send(
      new PutObjectCommand({
        Bucket: given.bucket,
        Key: given.key,
        Body: await readFile(path.join(stackDirectory, given.source)),
        ...(given.content_type === undefined ? {} : { ContentType: given.content_type }),
        ...(given.metadata === undefined ? {} : { Metadata: given.metadata }),
      }),
    );
  }
}
