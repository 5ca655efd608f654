import type { Answer } from "../answer";
import { renderXml } from "../xml";

/**
 * An error that S3 finds after it has begun to answer: the status is 200, and the body is an error document
 * (API_CopyObject, API_CompleteMultipartUpload, API_UploadPartCopy).
 */
export function lateError(
  error: { readonly code: string; readonly message: string },
  requestId: string,
): Answer {
  const { code: Code, message: Message } = error;
  return {
    status: 200,
    headers: { "content-type": "application/xml" },
    body: renderXml("Error", undefined, { Code, Message, RequestId: requestId }),
    error: Code,
  };
}
