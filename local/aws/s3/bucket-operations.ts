import * as z from "zod";
import { AwsError } from "../aws-error";
import { readBody } from "../request-body";
import { parseXml } from "../xml";
import type { BucketOptions } from "./local-buckets";
import { isBucketName } from "./bucket-store";
import { emptyAnswer, header, xmlAnswer, type S3Call, type S3Handler, type S3World } from "./s3-call";
import { s3Error } from "./s3-errors";

const ownerships = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;

const document = {
  create: z.object({
    CreateBucketConfiguration: z.object({ LocationConstraint: z.string().optional() }),
  }),
  encryption: z.object({
    ServerSideEncryptionConfiguration: z.object({
      Rule: z.object({
        ApplyServerSideEncryptionByDefault: z.object({
          SSEAlgorithm: z.enum(["AES256", "aws:kms"]),
          KMSMasterKeyID: z.string().optional(),
        }),
        BucketKeyEnabled: z.enum(["true", "false"]).optional(),
      }),
    }),
  }),
  ownership: z.object({
    OwnershipControls: z.object({ Rule: z.object({ ObjectOwnership: z.enum(ownerships) }) }),
  }),
};

/** Reads a document of a request. @throws AwsError MalformedXML */
export async function readDocument<Schema extends z.ZodType>(
  call: S3Call,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = (await readBody(call.request.body)).toString("utf8");
  try {
    return schema.parse(parseXml(text));
  } catch (error) {
    throw s3Error.malformedXml(error instanceof Error ? error.message : String(error));
  }
}

export const createBucket: S3Handler = async (world, call) => {
  const text = (await readBody(call.request.body)).toString("utf8");
  checkLocation(text, world.region);
  if (!isBucketName(call.bucket))
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", 400, {
      BucketName: call.bucket,
    });
  if (world.buckets.has(call.bucket)) {
    const own = world.buckets.find(call.bucket).settings.ownerAccountId === call.caller.accountId;
    throw own
      ? new AwsError(
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.",
          409,
          { BucketName: call.bucket },
        )
      : new AwsError(
          "BucketAlreadyExists",
          "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
          409,
          { BucketName: call.bucket },
        );
  }
  const ownership = ownerships.find((item) => item === header(call, "x-amz-object-ownership"));
  const options: BucketOptions = {
    ownerAccountId: call.caller.accountId,
    ...(ownership === undefined ? {} : { objectOwnership: ownership }),
  };
  world.buckets.create(call.bucket, options);
  return emptyAnswer(200, { location: `/${call.bucket}` });
};

export const headBucket: S3Handler = (world, call) => {
  world.buckets.find(call.bucket);
  return emptyAnswer(200, { "x-amz-bucket-region": world.region, "x-amz-access-point-alias": "false" });
};

export const deleteBucket: S3Handler = (world, call) => {
  if (world.buckets.find(call.bucket).size > 0)
    throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, {
      BucketName: call.bucket,
    });
  world.buckets.remove(call.bucket);
  return emptyAnswer(204);
};

export const getBucketLocation: S3Handler = (world, call) => {
  world.buckets.find(call.bucket);
  return xmlAnswer("LocationConstraint", { "#text": world.region === "us-east-1" ? "" : world.region });
};

export const getBucketEncryption: S3Handler = (world, call) => {
  const { settings } = world.buckets.find(call.bucket);
  return xmlAnswer("ServerSideEncryptionConfiguration", {
    Rule: {
      ApplyServerSideEncryptionByDefault: {
        SSEAlgorithm: settings.encryption,
        KMSMasterKeyID: settings.kmsKeyArn,
      },
      BucketKeyEnabled: settings.bucketKeyEnabled,
    },
  });
};

export const putBucketEncryption: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const { Rule } = (await readDocument(call, document.encryption)).ServerSideEncryptionConfiguration;
  const { SSEAlgorithm, KMSMasterKeyID } = Rule.ApplyServerSideEncryptionByDefault;
  if (SSEAlgorithm === "AES256" && KMSMasterKeyID !== undefined)
    throw s3Error.invalidArgument(
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms",
      "KMSMasterKeyID",
      KMSMasterKeyID,
    );
  const { ownerAccountId, createTime, ownership, tags } = bucket.settings;
  bucket.replaceSettings({
    ...(tags === undefined ? {} : { tags }),
    ownerAccountId,
    createTime,
    ownership,
    encryption: SSEAlgorithm,
    ...(KMSMasterKeyID === undefined ? {} : { kmsKeyArn: KMSMasterKeyID }),
    bucketKeyEnabled: Rule.BucketKeyEnabled === "true",
  });
  return emptyAnswer(200);
};

export const getBucketOwnershipControls: S3Handler = (world, call) =>
  xmlAnswer("OwnershipControls", {
    Rule: { ObjectOwnership: world.buckets.find(call.bucket).settings.ownership },
  });

export const putBucketOwnershipControls: S3Handler = async (world, call) => {
  const bucket = world.buckets.find(call.bucket);
  const { ObjectOwnership } = (await readDocument(call, document.ownership)).OwnershipControls.Rule;
  bucket.replaceSettings({ ...bucket.settings, ownership: ObjectOwnership });
  return emptyAnswer(200);
};

function checkLocation(text: string, region: string): void {
  const parsed = text === "" ? undefined : document.create.safeParse(parseXml(text)).data;
  const asked = parsed?.CreateBucketConfiguration.LocationConstraint ?? "us-east-1";
  if (asked === region) return;
  const which = parsed === undefined ? "unspecified" : asked;
  throw new AwsError(
    "IllegalLocationConstraintException",
    `The ${which} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

/** Refuses a call that names another owner than the bucket has. @throws AwsError AccessDenied */
export function checkExpectedOwner(world: S3World, call: S3Call): void {
  const expected = header(call, "x-amz-expected-bucket-owner");
  if (expected === undefined || !world.buckets.has(call.bucket)) return;
  if (world.buckets.find(call.bucket).settings.ownerAccountId !== expected)
    throw new AwsError("AccessDenied", "Access Denied", 403);
}
