import { nearNames } from "./near-names";

/** An error as AWS answers it. */
export interface PlannedError {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** Status and words of errors by their codes (S3's ErrorResponses, the services' CommonErrors). */
const known: Readonly<Partial<Record<string, Omit<PlannedError, "code">>>> = {
  AccessDenied: { status: 403, message: "Access Denied" },
  AccessDeniedException: { status: 400, message: "Access Denied" },
  ConcurrentRunsExceededException: { status: 400, message: "Concurrent runs exceeded." },
  ExpiredToken: { status: 403, message: "The security token included in the request is expired" },
  InternalError: { status: 500, message: "We encountered an internal error. Please try again." },
  InternalFailure: { status: 500, message: "The request processing has failed because of an unknown error." },
  InternalServiceException: { status: 500, message: "An internal service error occurred." },
  NoSuchBucket: { status: 404, message: "The specified bucket does not exist" },
  NoSuchKey: { status: 404, message: "The specified key does not exist." },
  RequestTimeout: {
    status: 400,
    message:
      "Your socket connection to the server was not read from or written to within the timeout period.",
  },
  RequestThrottled: { status: 400, message: "The request was denied due to request throttling." },
  ServiceUnavailable: { status: 503, message: "Service is unable to handle request." },
  SlowDown: { status: 503, message: "Please reduce your request rate." },
  Throttled: { status: 429, message: "Rate exceeded" },
  Throttling: { status: 400, message: "Rate exceeded" },
  ThrottlingException: { status: 400, message: "Rate exceeded" },
};

/** The error of a code, with the status and words that AWS has for it; unknown codes are the caller's fault: 400. */
export function errorOf(given: {
  readonly code: string;
  readonly status?: number | undefined;
  readonly message?: string | undefined;
}): PlannedError {
  const usual = known[given.code];
  return {
    code: given.code,
    status: given.status ?? usual?.status ?? 400,
    message: given.message ?? usual?.message ?? `${given.code}, as the fault plan wants it.`,
  };
}

/** Known codes that one which is not known may be meant for; none for a known one. */
export function nearKnownCodes(code: string): string[] {
  return code in known ? [] : nearNames(code, Object.keys(known));
}

/** The code with which a service throttles: each has its own. */
export function throttlingCode(service: string): string {
  switch (service) {
    case "s3":
      return "SlowDown";
    case "glue":
      return "ThrottlingException";
    case "sqs":
      return "RequestThrottled";
    case "sns":
      return "Throttled";
    default:
      return "Throttling";
  }
}
