import { deletedKeys } from "../s3/object-operations";
import type { S3Call, S3World } from "../s3/s3-call";
import type { S3OperationName } from "../s3/s3-operation";
import { copySource } from "../s3/s3-target";
import { requestedEncryption } from "../s3/write-settings";
import { fullKeyArn } from "./key-needs";
import type { S3Facts, S3Place } from "./s3-facts";

/**
 * Looks up what a call's needs depend on.
 *
 * @throws AwsError NoSuchBucket, and what is wrong with the headers of a write: whoever calls is told before it is
 * decided whether they may, as S3 does with buckets, whose names are no secret
 */
export async function s3Facts(world: S3World, name: S3OperationName, call: S3Call): Promise<S3Facts> {
  const { headers } = call.request;
  const from = headers["x-amz-copy-source"];
  const writeKey = writeKeyOf(world, name, call);
  return {
    target: placeOf(world, name, call),
    ...(typeof from === "string" ? { source: sourceOf(world, call, from) } : {}),
    ...(writeKey === undefined ? {} : { writeKeyArn: writeKey }),
    region: world.region,
    callerAccountId: call.caller.accountId,
    headers,
    query: call.query,
    deleted: name === "DeleteObjects" ? await deletedKeys(call) : [],
  };
}

function placeOf(world: S3World, name: S3OperationName, call: S3Call): S3Place {
  const { bucket, key, caller } = call;
  const isNew = name === "ListBuckets" || name === "CreateBucket";
  if (isNew) return { bucket, key, ownerAccountId: caller.accountId, object: undefined };
  return objectPlace(world, call, bucket, key);
}

function sourceOf(world: S3World, call: S3Call, header: string): S3Place {
  const { bucket, key } = copySource(header);
  return objectPlace(world, call, bucket, key);
}

function objectPlace({ buckets, region }: S3World, { caller }: S3Call, bucket: string, key: string): S3Place {
  const found = buckets.find(bucket);
  const record = found.get(key);
  return {
    bucket,
    key,
    ownerAccountId: found.settings.ownerAccountId,
    object:
      record === undefined
        ? undefined
        : {
            keyArn: fullKey(record.kmsKeyId, region, caller.accountId),
            hasTags: Object.keys(record.tags ?? {}).length > 0,
          },
  };
}

const writes: readonly S3OperationName[] = ["PutObject", "CopyObject", "CreateMultipartUpload"];
const partWrites: readonly S3OperationName[] = ["UploadPart", "UploadPartCopy", "CompleteMultipartUpload"];

/** The key of what is written: as the call or the bucket says, or as the upload was begun. */
function writeKeyOf(world: S3World, name: S3OperationName, call: S3Call): string | undefined {
  const { accountId } = call.caller;
  if (writes.includes(name)) {
    const { settings } = world.buckets.find(call.bucket);
    const { kmsKeyId } = requestedEncryption(call.request.headers, settings, world.region);
    return fullKey(kmsKeyId, world.region, accountId);
  }
  if (!partWrites.includes(name)) return undefined;
  const id = call.query.get("uploadId");
  const upload = world.uploads.of(call.bucket).find((item) => item.id === id);
  return fullKey(upload?.settings.kmsKeyId, world.region, accountId);
}

/** A key that is not named by its ARN is one of the caller's account (API_PutObject). */
function fullKey(key: string | undefined, region: string, accountId: string): string | undefined {
  return key === undefined ? undefined : fullKeyArn(key, region, accountId);
}
