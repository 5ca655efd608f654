import type { Need } from "../../permissions/types";
import { need } from "./need";
import { headerOf, type S3Facts } from "./s3-facts";
import { onBucket, onObject, readingNeeds, throughS3, toKnowOfAbsence } from "./s3-place-needs";
import { beginUploadNeeds, copyNeeds, partCopyNeeds, partNeeds, putNeeds } from "./s3-write-needs";

type NeedsOf = (facts: S3Facts) => readonly Need[];

/** Operations on a bucket whose action has another name (list_amazons3). */
const bucketActions: Readonly<Record<string, readonly [action: string, purpose: string]>> = {
  CreateBucket: ["CreateBucket", "makes the bucket"],
  DeleteBucket: ["DeleteBucket", "deletes the bucket"],
  GetBucketEncryption: ["GetEncryptionConfiguration", "reads the bucket's encryption"],
  GetBucketLocation: ["GetBucketLocation", "asks for the bucket's region"],
  GetBucketOwnershipControls: ["GetBucketOwnershipControls", "reads who owns objects"],
  GetBucketVersioning: ["GetBucketVersioning", "asks whether versions are kept"],
  DeleteBucketTagging: ["PutBucketTagging", "takes the bucket's tags away"],
  GetBucketAccelerateConfiguration: ["GetAccelerateConfiguration", "looks at the bucket's settings"],
  GetBucketCors: ["GetBucketCORS", "looks at the bucket's settings"],
  GetBucketLifecycleConfiguration: ["GetLifecycleConfiguration", "looks at the bucket's settings"],
  GetBucketNotificationConfiguration: ["GetBucketNotification", "looks at the bucket's settings"],
  GetBucketReplication: ["GetReplicationConfiguration", "looks at the bucket's settings"],
  GetObjectLockConfiguration: ["GetBucketObjectLockConfiguration", "looks at the bucket's settings"],
  GetPublicAccessBlock: ["GetBucketPublicAccessBlock", "looks at the bucket's settings"],
  HeadBucket: ["ListBucket", "asks whether the bucket is there"],
  ListMultipartUploads: ["ListBucketMultipartUploads", "lists uploads in parts"],
  ListObjectVersions: ["ListBucketVersions", "lists objects"],
  PutBucketEncryption: ["PutEncryptionConfiguration", "sets the bucket's encryption"],
  PutBucketOwnershipControls: ["PutBucketOwnershipControls", "sets who owns objects"],
};

/** Operations on an object that need just one action. */
const objectActions: Readonly<Record<string, readonly [action: string, purpose: string]>> = {
  AbortMultipartUpload: ["AbortMultipartUpload", "gives an upload in parts up"],
  DeleteObject: ["DeleteObject", "deletes the object"],
  DeleteObjectTagging: ["DeleteObjectTagging", "takes the object's tags away"],
  GetObjectAcl: ["GetObjectAcl", "reads the object's ACL"],
  GetObjectTagging: ["GetObjectTagging", "reads the object's tags"],
  ListParts: ["ListMultipartUploadParts", "lists the parts of an upload"],
  PutObjectAcl: ["PutObjectAcl", "sets the object's ACL"],
  PutObjectTagging: ["PutObjectTagging", "tags the object"],
};

const others: Readonly<Record<string, NeedsOf>> = {
  ListBuckets: ({ callerAccountId }) => [
    need("s3:ListAllMyBuckets", "*", "lists the account's buckets", { accountId: callerAccountId }),
  ],
  ListObjects: listing,
  ListObjectsV2: listing,
  DeleteObjects: (facts) =>
    facts.deleted.map((key) => onObject("s3:DeleteObject", { ...facts.target, key }, "deletes an object")),
  GetObject: (facts) => readingNeeds(facts.target, facts, "the object"),
  HeadObject: heading,
  GetObjectAttributes: ({ target }) => [
    onObject("s3:GetObject", target, "reads about the object"),
    onObject("s3:GetObjectAttributes", target, "reads the object's attributes"),
    ...toKnowOfAbsence(target),
  ],
  PutObject: putNeeds,
  CopyObject: copyNeeds,
  CreateMultipartUpload: beginUploadNeeds,
  UploadPart: (facts) => partNeeds(facts, "writes a part"),
  UploadPartCopy: partCopyNeeds,
  CompleteMultipartUpload: (facts) => partNeeds(facts, "puts the parts together"),
};

/** What a call of S3 needs; an operation that is in no table needs the action of its name. */
export function s3Needs(operation: string, facts: S3Facts): readonly Need[] {
  const other = own(others, operation);
  if (other !== undefined) return other(facts);
  const ofBucket = own(bucketActions, operation);
  if (ofBucket !== undefined) return [onBucket(`s3:${ofBucket[0]}`, facts.target, ofBucket[1])];
  const [action, purpose] = own(objectActions, operation) ?? [operation, operation];
  const place = facts.target.key === "" ? onBucket : onObject;
  return [place(`s3:${action}`, facts.target, purpose)];
}

/** A listing without a prefix lists with the empty one: conditions on the prefix are about that too. */
function listing({ target, query }: S3Facts): readonly Need[] {
  const delimiter = query.get("delimiter");
  const maxKeys = query.get("max-keys");
  return [
    onBucket("s3:ListBucket", target, "lists objects", {
      "s3:prefix": query.get("prefix") ?? "",
      ...(delimiter === null ? {} : { "s3:delimiter": delimiter }),
      ...(maxKeys === null ? {} : { "s3:max-keys": maxKeys }),
    }),
  ];
}

/** Reading about an object needs what reading it needs, but the key only for its checksum (API_HeadObject). */
function heading(facts: S3Facts): readonly Need[] {
  const { target } = facts;
  const withChecksum = headerOf(facts, "x-amz-checksum-mode") === "ENABLED";
  return [
    onObject("s3:GetObject", target, "reads about the object"),
    ...toKnowOfAbsence(target),
    ...(withChecksum ? throughS3("kms:Decrypt", target.object?.keyArn, facts, "reads the checksum") : []),
  ];
}

function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
