import type { HttpRequest } from "@smithy/core/protocols";
import type { Operation } from "../plan/plan";

export type Service = "rds" | "s3" | "sqs" | "glue";

/** A call as it comes over the wire. */
export interface WireCall {
  readonly service: Service;
  /** AWS's name of the operation. */
  readonly name: string;
  readonly operation: Operation;
}

const SERVICES: readonly string[] = ["rds", "s3", "sqs", "glue"] satisfies readonly Service[];

/** Reads which operation a signed request asks for. @param text the request's body */
export function wireCallOf(request: HttpRequest, text: () => string): WireCall {
  const scope = /\/([a-z0-9]+)\/aws4_request/.exec(request.headers["authorization"] ?? "")?.[1] ?? "unsigned";
  if (!isService(scope)) throw new Error(`The world has no service ${scope}`);
  const name =
    scope === "s3"
      ? s3Operation(request)
      : (request.headers["x-amz-target"]?.split(".")[1] ??
        new URLSearchParams(text()).get("Action") ??
        "unknown");
  return { service: scope, name, operation: `${scope}:${name}` };
}

function isService(scope: string): scope is Service {
  return SERVICES.includes(scope);
}

/** S3's operations are told apart by method, query and headers. */
function s3Operation({ method, path, query, headers }: HttpRequest): string {
  const isBucket = path.split("/").length < 3 || path.endsWith("/");
  const isPart = query["uploadId"] !== undefined;
  if (method === "GET") return isBucket || "list-type" in query ? "ListObjectsV2" : "GetObject";
  if (method === "HEAD") return "HeadObject";
  if (method === "POST") return isPart ? "CompleteMultipartUpload" : "CreateMultipartUpload";
  if (method === "DELETE") return isPart ? "AbortMultipartUpload" : "DeleteObject";
  if (isPart) return "UploadPartCopy";
  return headers["x-amz-copy-source"] === undefined ? "PutObject" : "CopyObject";
}
