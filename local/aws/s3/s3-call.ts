import type { Caller } from "../types";
import type { WireRequest } from "../service";
import type { WorldClock } from "../../clock";
import type { Answer } from "../answer";
import { renderXml, type XmlElements } from "../xml";
import type { BucketStore } from "./bucket-store";
import type { MultipartUploads } from "./multipart-uploads";
import type { S3Target } from "./s3-target";

/** What S3's operations work on. */
export interface S3World {
  readonly region: string;
  readonly accountId: string;
  readonly clock: WorldClock;
  readonly buckets: BucketStore;
  readonly uploads: MultipartUploads;
}

/** One call of S3. */
export interface S3Call extends S3Target {
  readonly request: WireRequest;
  readonly caller: Caller;
}

/** @throws AwsError */
export type S3Handler = (world: S3World, call: S3Call) => Answer | Promise<Answer>;

const NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export function xmlAnswer(root: string, elements: XmlElements, headers: Record<string, string> = {}): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/xml", ...headers },
    body: renderXml(root, NAMESPACE, elements),
  };
}

export function emptyAnswer(status: 200 | 204, headers: Record<string, string> = {}): Answer {
  return { status, headers, body: status === 204 ? undefined : "" };
}

/** A header that may stand once. */
export function header(call: S3Call, name: string): string | undefined {
  const value = call.request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
