import type { IncomingHttpHeaders } from "node:http";
import type { Readable } from "node:stream";
import type { Answer } from "./answer";
import type { AwsError } from "./aws-error";
import type { Need } from "../permissions/types";
import type { Caller } from "./types";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** Path and query exactly as sent: S3 keys may hold `..`, `//` and escapes that a URL parser would change. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
}

/** A request that a service has understood and could carry out. */
export interface Operation {
  /** The API's name of it, such as `StartExportTask`. */
  readonly name: string;
  /** ARN of what it is about; empty where there is none. */
  readonly resource: string;
  /** What the caller must be allowed for it: see `needs/`. @throws AwsError when what it is about does not exist */
  needs(caller: Caller): readonly Need[] | Promise<readonly Need[]>;
  /** Carries it out. @throws AwsError */
  run(context: OperationContext): Promise<Answer>;
  /** Of messages and copies: answers as {@link run} would, and nothing arrives anywhere. @throws AwsError */
  lose?(context: OperationContext): Promise<Answer>;
}

export interface OperationContext {
  readonly caller: Caller;
  readonly requestId: string;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/** One AWS service behind the gateway. */
export interface Service {
  /** Reads the request so far that its operation and resource are known. @throws AwsError when it has none */
  understand(request: WireRequest): Promise<Operation>;
  /** Renders an error in the service's protocol; where it has more than one, in the request's. */
  renderError(error: AwsError, requestId: string, request: WireRequest): Answer;
  /** The service's own error for a call that the policies do not allow. */
  denial(denied: Denial): AwsError;
  /** The service's own error for credentials that it does not know, or for none at all. */
  refusal(problem: CredentialProblem): AwsError;
}

/** What the policies do not allow. */
export interface Denial {
  /** The first need that is not met. */
  readonly need: Need;
  /** AWS's sentence: `User: … is not authorized to perform: …`. */
  readonly message: string;
}

/** Why a request's credentials are not accepted. */
export type CredentialProblem = "missing" | "unknown-access-key" | "wrong-session-token";
