import { AwsError } from "../aws-error";
import type { XmlElements } from "../xml";
import { xmlAnswer, type S3Handler } from "./s3-call";

/**
 * What a bucket answers of settings that it does not have: AWS's own answer for a bucket on which nothing of the kind
 * was ever set.
 */
const unset = {
  /** A bucket without versions has neither Enabled nor Suspended. */
  GetBucketVersioning: { root: "VersioningConfiguration", elements: {} },
  GetBucketLogging: { root: "BucketLoggingStatus", elements: {} },
  GetBucketNotificationConfiguration: { root: "NotificationConfiguration", elements: {} },
  GetBucketAccelerateConfiguration: { root: "AccelerateConfiguration", elements: {} },
  GetBucketRequestPayment: { root: "RequestPaymentConfiguration", elements: { Payer: "BucketOwner" } },
  GetPublicAccessBlock: {
    root: "PublicAccessBlockConfiguration",
    elements: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  },
} satisfies Readonly<Record<string, { readonly root: string; readonly elements: XmlElements }>>;

/** The errors of settings that a bucket does not have (API, ErrorResponses). */
const missing = {
  GetBucketLifecycleConfiguration: [
    "NoSuchLifecycleConfiguration",
    "The lifecycle configuration does not exist",
  ],
  GetBucketCors: ["NoSuchCORSConfiguration", "The CORS configuration does not exist"],
  GetBucketWebsite: [
    "NoSuchWebsiteConfiguration",
    "The specified bucket does not have a website configuration",
  ],
  GetBucketReplication: [
    "ReplicationConfigurationNotFoundError",
    "The replication configuration was not found",
  ],
  GetObjectLockConfiguration: [
    "ObjectLockConfigurationNotFoundError",
    "Object Lock configuration does not exist for this bucket",
  ],
} satisfies Readonly<Record<string, readonly [code: string, message: string]>>;

/** Answers with what a bucket has by default. */
export function unsetHandler(name: keyof typeof unset): S3Handler {
  const { root, elements } = unset[name];
  return (world, call) => {
    world.buckets.find(call.bucket);
    return xmlAnswer(root, elements);
  };
}

/** Answers with the error of a setting that was never made. */
export function missingHandler(name: keyof typeof missing): S3Handler {
  const [code, message] = missing[name];
  return (world, call) => {
    world.buckets.find(call.bucket);
    throw new AwsError(code, message, 404, { BucketName: call.bucket });
  };
}
