import { isServerError, isThrottlingError, isTransientError } from "@smithy/core/retry";

/** Why a call to AWS failed, as far as it matters for what happens next. */
export type AwsFailureKind =
  /** Throttling, server errors, timeouts, lost connections, expired credentials: worth another try. */
  | "healable"
  /** The caller may not do this. */
  | "denied"
  /** AWS has read the request and refuses it. */
  | "refused";

/** A call to AWS that failed after the SDK's own retries. */
export class AwsCallError extends Error {
  override readonly name = "AwsCallError";
  constructor(
    /** Such as `rds:StartExportTask`: service and API operation. */
    readonly operation: string,
    readonly kind: AwsFailureKind,
    /** AWS's error code, without the suffixes `Fault` and `Exception`: the SDK names one fault in several ways. */
    readonly code: string,
    /** What the call was about, such as a bucket and a key. */
    readonly target: string,
    /** AWS's own words. */
    readonly detail: string,
    cause: unknown,
  ) {
    super(`${operation} on ${target} failed with ${code}: ${detail}`, { cause });
  }
}

/** Runs one call; a failure becomes an {@link AwsCallError}. An abort stays what it is. */
export async function awsCall<Answer>(
  operation: string,
  target: string,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error) || error.name === "AbortError") throw error;
    const code = error.name.replace(/(Fault|Exception)$/, "");
    throw new AwsCallError(operation, kindOf(error, code), code, target, error.message, error);
  }
}

/** Credentials of a role are renewed by Lambda; a call that met the moment of renewal is worth another try. */
const EXPIRED = new Set(["ExpiredToken", "RequestExpired", "TokenRefreshRequired", "RequestTimeTooSkewed"]);
const DENIED = new Set([
  "AccessDenied",
  "AllAccessDisabled",
  "AuthorizationError",
  "NotAuthorized",
  "UnauthorizedOperation",
  "Forbidden",
  "KMS.AccessDenied",
  "KmsAccessDenied",
]);
/** Passing states that the SDK's own classification does not know. */
const HEALABLE = new Set([
  "ConditionalRequestConflict",
  "InternalError",
  "InternalFailure",
  "InternalServer",
  "InternalService",
  "KMS.Throttling",
  "KmsThrottled",
  // An upload in parts that was completed though the answer got lost, or that a lifecycle rule ended: it begins anew.
  "NoSuchUpload",
  "OperationAborted",
  "OperationTimeout",
  "OverLimit",
  "RequestThrottled",
  "ServiceUnavailable",
  "SlowDown",
]);

function kindOf(error: Error, code: string): AwsFailureKind {
  const sdkError = error as Parameters<typeof isThrottlingError>[0];
  if (isThrottlingError(sdkError) || isTransientError(sdkError) || isServerError(sdkError)) return "healable";
  if (EXPIRED.has(code) || HEALABLE.has(code) || isNetworkFailure(error)) return "healable";
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (DENIED.has(code) || (status === 403 && !code.startsWith("KMS."))) return "denied";
  return status === undefined && !("$fault" in error) ? unanswered(error) : "refused";
}

/** Node's own errors of sockets and name lookups have no HTTP status: AWS has not answered. */
function isNetworkFailure(error: Error): boolean {
  return (
    typeof (error as { syscall?: unknown }).syscall === "string" || error.name === "CredentialsProviderError"
  );
}

/** No answer from AWS and no network error: a defect on our side, which the caller reports as such. */
function unanswered(error: Error): never {
  throw error;
}
