import type {
  HttpRequest,
  HttpResponse,
  NodeHttpHandlerOptions,
  RequestHandler,
  RequestSigner,
} from "@smithy/types";

/** Answers HTTP requests: the network in Lambda, AWS's stand-in in a test. */
export type HttpRequestHandler = RequestHandler<HttpRequest, HttpResponse>;

/** Where and how AWS is reached. All of it is for tests and the local run; in Lambda the SDK's defaults hold. */
export interface AwsAccess {
  /** Takes the place of the network. @default HTTPS with keep-alive */
  readonly requestHandler?: HttpRequestHandler;
  /** One URL for every service. @default AWS's own */
  readonly endpoint?: string;
  /** @default AWS_REGION, which Lambda sets */
  readonly region?: string;
  /** @default those of the function's role */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** At most so many attempts of a call. @default each client's own number */
  readonly maxAttempts?: number;
  /** Takes the place of AWS's signatures, where nobody looks at them. @default Signature Version 4 */
  readonly signer?: RequestSigner;
  /**
   * Whether a client puts the steps of a call together once for each operation, and not for each call: its calls of one
   * operation must then all go to one bucket. @default the SDK's own: for each call
   */
  readonly cacheMiddleware?: boolean;
}

/** How one client behaves. */
export interface ClientLimits {
  /** Calls in flight at once. */
  readonly maxSockets: number;
  /** The longest a call may take, in seconds. */
  readonly timeoutSeconds: number;
  /** Attempts of a call, the first one included: the SDK waits longer before each. */
  readonly maxAttempts: number;
}

/** What all SDK clients have in common; nothing is defined where the SDK's own default holds. */
export function clientConfiguration(
  access: AwsAccess,
  limits: ClientLimits,
): {
  maxAttempts: number;
  retryMode: "standard";
  requestHandler: HttpRequestHandler | NodeHttpHandlerOptions;
  endpoint?: string;
  region?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
  signer?: RequestSigner;
  cacheMiddleware?: boolean;
} {
  const agent = { keepAlive: true, maxSockets: limits.maxSockets };
  return {
    maxAttempts: Math.min(limits.maxAttempts, access.maxAttempts ?? Infinity),
    retryMode: "standard",
    requestHandler: access.requestHandler ?? {
      connectionTimeout: 5_000,
      requestTimeout: limits.timeoutSeconds * 1000,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...(access.endpoint !== undefined && { endpoint: access.endpoint }),
    ...(access.region !== undefined && { region: access.region }),
    ...(access.credentials !== undefined && { credentials: access.credentials }),
    ...(access.signer !== undefined && { signer: access.signer }),
    ...(access.cacheMiddleware !== undefined && { cacheMiddleware: access.cacheMiddleware }),
  };
}
