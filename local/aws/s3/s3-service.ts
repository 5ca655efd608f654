import type { Answer } from "../answer";
import { AwsError } from "../aws-error";
import type { CredentialProblem, Service, WireRequest } from "../service";
import { renderXml } from "../xml";
import {
  checkExpectedOwner,
  createBucket,
  deleteBucket,
  getBucketEncryption,
  getBucketLocation,
  getBucketOwnershipControls,
  headBucket,
  listBuckets,
  putBucketEncryption,
  putBucketOwnershipControls,
} from "./bucket-operations";
import { copyObject } from "./copy-object";
import { listObjects, listObjectsV2 } from "./list-operations";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from "./multipart-operations";
import {
  deleteObject,
  deleteObjects,
  getObject,
  getObjectAcl,
  getObjectAttributes,
  getObjectTagging,
  headObject,
  putObject,
} from "./object-operations";
import type { S3Handler, S3World } from "./s3-call";
import { s3Operation, type S3OperationName } from "./s3-operation";
import { s3Target } from "./s3-target";

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
  DeleteObjects: deleteObjects,
  GetObject: getObject,
  HeadObject: headObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  GetObjectAcl: getObjectAcl,
  GetObjectTagging: getObjectTagging,
  GetObjectAttributes: getObjectAttributes,
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
};

/** S3 on the wire: REST with XML documents, path style. */
export function s3Service(world: S3World): Service {
  return {
    understand(request) {
      const target = s3Target(request.target);
      const name = s3Operation(request.method, target, request.headers);
      const path = target.key === "" ? target.bucket : `${target.bucket}/${target.key}`;
      return Promise.resolve({
        name,
        resource: path === "" ? "" : `arn:aws:s3:::${path}`,
        needs: () => [],
        run: async ({ caller }) => {
          const call = { ...target, request, caller };
          checkExpectedOwner(world, call);
          return handlers[name](world, call);
        },
      });
    },
    renderError: s3ErrorAnswer,
    denial: (message) => new AwsError("AccessDenied", message, 403),
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
