import type { Answer } from "../answer";
import { AwsError } from "../aws-error";
import { s3Needs } from "../needs/s3-needs";
import { s3Facts } from "../needs/s3-world-facts";
import { withBodyAtHand } from "../request-body";
import type { CredentialProblem, Denial, Operation, Service, WireRequest } from "../service";
import { renderXml } from "../xml";
import { getBucketAcl, getObjectAcl } from "./access-control";
import {
  checkExpectedOwner,
  createBucket,
  deleteBucket,
  getBucketEncryption,
  getBucketLocation,
  getBucketOwnershipControls,
  headBucket,
  putBucketEncryption,
  putBucketOwnershipControls,
} from "./bucket-operations";
import { getBucketPolicy, getBucketPolicyStatus } from "./bucket-policy";
import { missingHandler, unsetHandler } from "./bucket-subresources";
import { copyObject } from "./copy-object";
import { listBuckets } from "./list-buckets";
import { listObjects, listObjectsV2 } from "./list-operations";
import { listObjectVersions } from "./list-versions";
import { listMultipartUploads, listParts } from "./multipart-listings";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  uploadPart,
} from "./multipart-operations";
import { deleteObject, deleteObjects, getObject, headObject, putObject } from "./object-operations";
import { getObjectAttributes } from "./object-attributes";
import type { S3Handler, S3World } from "./s3-call";
import { s3Operation, type S3OperationName } from "./s3-operation";
import { s3Target } from "./s3-target";
import {
  deleteBucketTagging,
  deleteObjectTagging,
  getBucketTagging,
  getObjectTagging,
  putBucketTagging,
  putObjectTagging,
} from "./tagging-operations";
import { uploadPartCopy } from "./upload-part-copy";

const handlers: Readonly<Record<S3OperationName, S3Handler>> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  GetBucketLocation: getBucketLocation,
  GetBucketEncryption: getBucketEncryption,
  PutBucketEncryption: putBucketEncryption,
  GetBucketOwnershipControls: getBucketOwnershipControls,
  PutBucketOwnershipControls: putBucketOwnershipControls,
  ListObjects: listObjects,
  ListObjectsV2: listObjectsV2,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  GetBucketAcl: getBucketAcl,
  GetBucketPolicy: getBucketPolicy,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  GetBucketTagging: getBucketTagging,
  PutBucketTagging: putBucketTagging,
  DeleteBucketTagging: deleteBucketTagging,
  GetBucketVersioning: unsetHandler("GetBucketVersioning"),
  GetBucketLogging: unsetHandler("GetBucketLogging"),
  GetBucketNotificationConfiguration: unsetHandler("GetBucketNotificationConfiguration"),
  GetBucketAccelerateConfiguration: unsetHandler("GetBucketAccelerateConfiguration"),
  GetBucketRequestPayment: unsetHandler("GetBucketRequestPayment"),
  GetPublicAccessBlock: unsetHandler("GetPublicAccessBlock"),
  GetBucketLifecycleConfiguration: missingHandler("GetBucketLifecycleConfiguration"),
  GetBucketCors: missingHandler("GetBucketCors"),
  GetBucketWebsite: missingHandler("GetBucketWebsite"),
  GetBucketReplication: missingHandler("GetBucketReplication"),
  GetObjectLockConfiguration: missingHandler("GetObjectLockConfiguration"),
  DeleteObjects: deleteObjects,
  GetObject: getObject,
  HeadObject: headObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  GetObjectAcl: getObjectAcl,
  GetObjectTagging: getObjectTagging,
  PutObjectTagging: putObjectTagging,
  DeleteObjectTagging: deleteObjectTagging,
  GetObjectAttributes: getObjectAttributes,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
};

/** Every operation of the local S3. */
export const s3Operations: readonly string[] = Object.keys(handlers);

/** S3 on the wire: REST with XML documents, path style. */
export function s3Service(world: S3World): Service {
  return {
    async understand(wire) {
      const target = s3Target(wire.target);
      const name = s3Operation(wire.method, target, wire.headers);
      // Which keys it deletes stands in its body, which is read twice: for what it needs, and to carry it out.
      const request = name === "DeleteObjects" ? await withBodyAtHand(wire) : wire;
      const path = target.key === "" ? target.bucket : `${target.bucket}/${target.key}`;
      const run: Operation["run"] = async ({ caller }) => {
        const call = { ...target, request, caller };
        checkExpectedOwner(world, call);
        return handlers[name](world, call);
      };
      const loseCopy: Operation["run"] = async (context) => {
        const answer = await run(context);
        world.buckets.find(target.bucket).delete(target.key);
        return answer;
      };
      return {
        name,
        resource: path === "" ? "" : `arn:aws:s3:::${path}`,
        needs: async (caller) => s3Needs(name, await s3Facts(world, name, { ...target, request, caller })),
        run,
        ...(name === "CopyObject" ? { lose: loseCopy } : {}),
      };
    },
    renderError: s3ErrorAnswer,
    denial: s3Denial,
    refusal,
  };
}

/** HEAD has no body, and so no code either: clients see the status only. */
function s3ErrorAnswer(error: AwsError, requestId: string, { method }: WireRequest): Answer {
  const { code, message, status, details } = error;
  const body = renderXml("Error", undefined, {
    Code: code,
    Message: message,
    ...details,
    RequestId: requestId,
  });
  return {
    status,
    headers: method === "HEAD" ? {} : { "content-type": "application/xml" },
    body: method === "HEAD" ? undefined : body,
    error: code,
  };
}

/** S3 puts the resource in quotation marks. Both accounts are taken to be of one organisation: others get no reasons. */
function s3Denial({ message }: Denial): AwsError {
  return new AwsError("AccessDenied", message.replace(/(?<= on resource: )([^"\s]\S*)/, '"$1"'), 403);
}

function refusal(problem: CredentialProblem): AwsError {
  switch (problem) {
    case "missing":
      return new AwsError("AccessDenied", "Access Denied", 403);
    case "unknown-access-key":
      return new AwsError(
        "InvalidAccessKeyId",
        "The AWS Access Key Id you provided does not exist in our records.",
        403,
      );
    case "wrong-session-token":
      return new AwsError("InvalidToken", "The provided token is malformed or otherwise invalid.", 400);
  }
}
