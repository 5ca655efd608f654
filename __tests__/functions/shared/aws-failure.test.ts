import { AwsCallError, awsCall } from "../../../functions/shared/aws-failure";
import { failureOutcome, screamingSnake } from "../../../functions/shared/failure-outcome";
import { NO_SUBJECT } from "../../../functions/shared/outcome";

function failing(name: string, httpStatusCode?: number, given: object = {}): Promise<unknown> {
  const error = Object.assign(new Error(`${name} happened`), {
    name,
    ...(httpStatusCode !== undefined && { $metadata: { httpStatusCode }, $fault: "client" }),
    ...given,
  });
  return awsCall("s3:CopyObject", "a to b", () => Promise.reject(error));
}

describe("a failed call to AWS is", () => {
  it.each([
    ["ThrottlingException", 400],
    ["Throttling", 400],
    ["SlowDown", 503],
    ["NoSuchUpload", 404],
    ["ConditionalRequestConflict", 409],
    ["InternalError", 200],
    ["ExpiredTokenException", 400],
    ["RequestTimeout", 400],
    ["OperationAborted", 409],
    ["Anything", 500],
    ["TimeoutError", undefined],
  ])("healable: %s with %s", async (name, status) => {
    await expect(failing(name, status)).rejects.toMatchObject({ kind: "healable" });
  });

  it("healable when the network fails", async () => {
    await expect(
      failing("Error", undefined, { code: "ECONNREFUSED", syscall: "connect" }),
    ).rejects.toMatchObject({
      kind: "healable",
    });
    await expect(
      failing("Error", undefined, { code: "ENOTFOUND", syscall: "getaddrinfo" }),
    ).rejects.toMatchObject({
      kind: "healable",
    });
  });

  it.each([
    ["AccessDenied", 403],
    ["AccessDeniedException", 400],
    ["UnknownError", 403],
  ])("denied: %s with %s", async (name, status) => {
    await expect(failing(name, status)).rejects.toMatchObject({ kind: "denied" });
  });

  it.each([
    ["NoSuchBucket", 404],
    ["KMS.DisabledException", 400],
    ["InvalidParameterValue", 400],
  ])("refused: %s with %s", async (name, status) => {
    const error: unknown = await failing(name, status).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "refused" });
    expect(failureOutcome(error, NO_SUBJECT)).toMatchObject({ kind: "reject" });
  });

  it("left as it is when it is our own defect, or an abort", async () => {
    await expect(failing("TypeError")).rejects.not.toBeInstanceOf(AwsCallError);
    await expect(failing("AbortError")).rejects.not.toBeInstanceOf(AwsCallError);
  });
});

it.each([
  ["IamRoleNotFound", "IAM_ROLE_NOT_FOUND"],
  ["KMSKeyNotAccessible", "KMS_KEY_NOT_ACCESSIBLE"],
  ["DBSnapshotNotFound", "DB_SNAPSHOT_NOT_FOUND"],
  ["InvalidS3Bucket", "INVALID_S3_BUCKET"],
  ["KMS.Disabled", "KMS_DISABLED"],
])("AWS's %s is our %s", (code, expected) => {
  expect(screamingSnake(code)).toBe(expected);
});
