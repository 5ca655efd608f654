import type { IncomingHttpHeaders } from "node:http";
import { s3Error } from "./s3-errors";
import type { S3Target } from "./s3-target";

/** The operations that the local S3 has. */
export type S3OperationName =
  | "ListBuckets"
  | "CreateBucket"
  | "HeadBucket"
  | "DeleteBucket"
  | "GetBucketLocation"
  | "GetBucketEncryption"
  | "PutBucketEncryption"
  | "GetBucketOwnershipControls"
  | "PutBucketOwnershipControls"
  | "ListObjects"
  | "ListObjectsV2"
  | "ListMultipartUploads"
  | "ListObjectVersions"
  | "GetBucketAcl"
  | "GetBucketPolicy"
  | "GetBucketPolicyStatus"
  | "GetBucketTagging"
  | "PutBucketTagging"
  | "DeleteBucketTagging"
  | "GetBucketVersioning"
  | "GetBucketLogging"
  | "GetBucketNotificationConfiguration"
  | "GetBucketAccelerateConfiguration"
  | "GetBucketRequestPayment"
  | "GetPublicAccessBlock"
  | "GetBucketLifecycleConfiguration"
  | "GetBucketCors"
  | "GetBucketWebsite"
  | "GetBucketReplication"
  | "GetObjectLockConfiguration"
  | "DeleteObjects"
  | "GetObject"
  | "HeadObject"
  | "PutObject"
  | "CopyObject"
  | "DeleteObject"
  | "GetObjectAcl"
  | "GetObjectTagging"
  | "PutObjectTagging"
  | "DeleteObjectTagging"
  | "GetObjectAttributes"
  | "CreateMultipartUpload"
  | "UploadPart"
  | "UploadPartCopy"
  | "CompleteMultipartUpload"
  | "AbortMultipartUpload"
  | "ListParts";

/** Query parameters that make another operation of a request. */
const subresources = [
  ...["accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering"],
  ...[
    "inventory",
    "legal-hold",
    "lifecycle",
    "location",
    "logging",
    "metrics",
    "notification",
    "object-lock",
  ],
  ...["ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication", "requestPayment"],
  ...["restore", "retention", "select", "tagging", "torrent", "uploads", "uploadId", "versioning"],
  ...["versions", "website"],
];

const bucketOperations: Readonly<Record<string, S3OperationName>> = {
  "PUT ": "CreateBucket",
  "HEAD ": "HeadBucket",
  "DELETE ": "DeleteBucket",
  "GET location": "GetBucketLocation",
  "GET encryption": "GetBucketEncryption",
  "PUT encryption": "PutBucketEncryption",
  "GET ownershipControls": "GetBucketOwnershipControls",
  "PUT ownershipControls": "PutBucketOwnershipControls",
  "GET uploads": "ListMultipartUploads",
  "GET versions": "ListObjectVersions",
  "GET acl": "GetBucketAcl",
  "GET policy": "GetBucketPolicy",
  "GET policyStatus": "GetBucketPolicyStatus",
  "GET tagging": "GetBucketTagging",
  "PUT tagging": "PutBucketTagging",
  "DELETE tagging": "DeleteBucketTagging",
  "GET versioning": "GetBucketVersioning",
  "GET logging": "GetBucketLogging",
  "GET notification": "GetBucketNotificationConfiguration",
  "GET accelerate": "GetBucketAccelerateConfiguration",
  "GET requestPayment": "GetBucketRequestPayment",
  "GET publicAccessBlock": "GetPublicAccessBlock",
  "GET lifecycle": "GetBucketLifecycleConfiguration",
  "GET cors": "GetBucketCors",
  "GET website": "GetBucketWebsite",
  "GET replication": "GetBucketReplication",
  "GET object-lock": "GetObjectLockConfiguration",
  "POST delete": "DeleteObjects",
};

const objectOperations: Readonly<Record<string, S3OperationName>> = {
  "GET ": "GetObject",
  "HEAD ": "HeadObject",
  "PUT ": "PutObject",
  "DELETE ": "DeleteObject",
  "GET acl": "GetObjectAcl",
  "GET tagging": "GetObjectTagging",
  "PUT tagging": "PutObjectTagging",
  "DELETE tagging": "DeleteObjectTagging",
  "GET attributes": "GetObjectAttributes",
  "POST uploads": "CreateMultipartUpload",
  "PUT uploadId": "UploadPart",
  "POST uploadId": "CompleteMultipartUpload",
  "DELETE uploadId": "AbortMultipartUpload",
  "GET uploadId": "ListParts",
};

/** Names the operation of a request. @throws AwsError NotImplemented, never silently another operation */
export function s3Operation(
  method: string,
  { bucket, key, query }: S3Target,
  headers: IncomingHttpHeaders,
): S3OperationName {
  checkVersion(query.get("versionId"));
  const subresource = subresources.filter((name) => query.has(name)).join("&");
  const request = `${method} ${subresource}`;
  if (bucket === "") {
    if (request === "GET ") return "ListBuckets";
    throw s3Error.notImplemented(`${request} on the service`);
  }
  if (key === "") {
    if (request === "GET ") return query.get("list-type") === "2" ? "ListObjectsV2" : "ListObjects";
    return bucketOperations[request] ?? unknown(request, "a bucket");
  }
  const operation = objectOperations[request] ?? unknown(request, "an object");
  if (headers["x-amz-copy-source"] === undefined) return operation;
  if (operation === "PutObject") return "CopyObject";
  return operation === "UploadPart" ? "UploadPartCopy" : operation;
}

/** What is there without versions is the version `null`. @throws AwsError InvalidArgument */
function checkVersion(version: string | null): void {
  if (version !== null && version !== "null")
    throw s3Error.invalidArgument("Invalid version id specified", "versionId", version);
}

function unknown(request: string, level: string): never {
  throw s3Error.notImplemented(`${request.trim()} on ${level}`);
}
