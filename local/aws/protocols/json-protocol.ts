import * as z from "zod";
import type { Answer } from "../answer";
import { AwsError } from "../aws-error";
import { readBody } from "../request-body";
import type { WireRequest } from "../service";

/** The JSON protocols differ in their version and in what stands before an operation's name. */
export interface JsonProtocol {
  readonly contentType: "application/x-amz-json-1.0" | "application/x-amz-json-1.1";
  /** Of X-Amz-Target, such as `AmazonSQS`. */
  readonly targetPrefix: string;
  /** Of `__type` in errors, such as `com.amazonaws.sqs#`. */
  readonly errorNamespace: string;
}

const object = z.record(z.string(), z.unknown());

/** @throws AwsError for an unknown target, or a body that is no JSON object */
export async function readJson(
  protocol: JsonProtocol,
  request: WireRequest,
): Promise<{ readonly action: string; readonly input: Record<string, unknown> }> {
  const target = request.headers["x-amz-target"];
  const [prefix, action] = typeof target === "string" ? target.split(".", 2) : [];
  if (prefix !== protocol.targetPrefix || action === undefined || action === "")
    throw new AwsError("UnknownOperationException", `Unknown X-Amz-Target: ${String(target)}`, 400);
  const text = (await readBody(request.body)).toString("utf8");
  return { action, input: parseObject(text === "" ? "{}" : text) };
}

function parseObject(text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new AwsError("SerializationException", `The request body is no JSON: ${String(error)}`);
  }
  const result = object.safeParse(json);
  if (!result.success)
    throw new AwsError("SerializationException", "Start of structure or map found where not expected.");
  return result.data;
}

/** Checks an input against a schema. @throws AwsError with the code that the service uses for invalid input */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  code: string,
): z.infer<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new AwsError(code, problems.join("; "));
}

export function jsonAnswer(protocol: JsonProtocol, output: unknown): Answer {
  return {
    status: 200,
    headers: { "content-type": protocol.contentType },
    body: JSON.stringify(output),
  };
}

export function jsonError(protocol: JsonProtocol, error: AwsError): Answer {
  return {
    status: error.status,
    headers: { "content-type": protocol.contentType, "x-amzn-errortype": error.code },
    body: JSON.stringify({ __type: `${protocol.errorNamespace}${error.code}`, message: error.message }),
    error: error.code,
  };
}
