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

/** What services with JSON protocols call themselves in the target of a request. */
const JSON_SERVICES: Readonly<Record<string, Service>> = { AmazonSQS: "sqs", AWSGlue: "glue" };

/** Reads which operation a request asks for, by its protocol. @param text the request's body */
export function wireCallOf(request: HttpRequest, text: () => string): WireCall {
  const { headers } = request;
  const target = headers["x-amz-target"];
  if (target !== undefined) {
    const [prefix = "", name = "unknown"] = target.split(".");
    const service = JSON_SERVICES[prefix];
    if (service === undefined) throw new Error(`The world has no service ${prefix}`);
    return { service, name, operation: `${service}:${name}` };
  }
  if (headers["content-type"] !== "application/x-www-form-urlencoded") {
    const name = s3Operation(request);
    return { service: "s3", name, operation: `s3:${name}` };
  }
  const name = new URLSearchParams(text()).get("Action") ?? "unknown";
  return { service: "rds", name, operation: `rds:${name}` };
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
