import { AwsError } from "../aws-error";
import { existing } from "./object-operations";
import { emptyAnswer, xmlAnswer, type S3Handler } from "./s3-call";
import { readTagSet, tagSetXml } from "./tag-sets";

const OBJECT_TAGS = 10;
const BUCKET_TAGS = 50;

export const getObjectTagging: S3Handler = (world, call) => {
  const record = existing(world.buckets.find(call.bucket), call.key);
  return xmlAnswer("Tagging", tagSetXml(record.tags ?? {}));
};

/** Tags replace those that the object had; nothing else of it changes, its time included. */
export const putObjectTagging: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const tags = await readTagSet(call, OBJECT_TAGS);
  bucket.change({ ...existing(bucket, call.key), tags });
  return emptyAnswer(200);
};

export const deleteObjectTagging: S3Handler = (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  bucket.change({ ...existing(bucket, call.key), tags: {} });
  return emptyAnswer(204);
};

export const getBucketTagging: S3Handler = (world, call) => {
  const { tags = {} } = world.buckets.find(call.bucket).settings;
  if (Object.keys(tags).length === 0)
    throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404, { BucketName: call.bucket });
  return xmlAnswer("Tagging", tagSetXml(tags));
};

export const putBucketTagging: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const tags = await readTagSet(call, BUCKET_TAGS);
  bucket.replaceSettings({ ...bucket.settings, tags });
  return emptyAnswer(204);
};

export const deleteBucketTagging: S3Handler = (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  bucket.replaceSettings({ ...bucket.settings, tags: {} });
  return emptyAnswer(204);
};
