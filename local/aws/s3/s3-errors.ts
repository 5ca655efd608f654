import { AwsError } from "../aws-error";

/** S3's errors, with its own words (API, ErrorResponses). */
export const s3Error = {
  noSuchBucket: (bucket: string) =>
    new AwsError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: bucket }),
  noSuchKey: (key: string) =>
    new AwsError("NoSuchKey", "The specified key does not exist.", 404, { Key: key }),
  noSuchUpload: (uploadId: string) =>
    new AwsError(
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      404,
      { UploadId: uploadId },
    ),
  preconditionFailed: (condition: string) =>
    new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412, {
      Condition: condition,
    }),
  invalidArgument: (message: string, name: string, value: string) =>
    new AwsError("InvalidArgument", message, 400, { ArgumentName: name, ArgumentValue: value }),
  invalidRequest: (message: string) => new AwsError("InvalidRequest", message, 400),
  notImplemented: (what: string) =>
    new AwsError("NotImplemented", `A header or operation that the local S3 does not have: ${what}.`, 501),
  badDigest: (what: string) =>
    new AwsError("BadDigest", `The ${what} you specified did not match the calculated checksum.`, 400),
  malformedXml: (reason: string) =>
    new AwsError(
      "MalformedXML",
      `The XML you provided was not well-formed or did not validate against our published schema (${reason})`,
      400,
    ),
} as const;
