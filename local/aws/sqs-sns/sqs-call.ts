import type { Answer } from "../answer";
import type { AwsError } from "../aws-error";
import { jsonAnswer, jsonError, readJson, type JsonProtocol } from "../protocols/json-protocol";
import { queryAnswer, queryError, readQuery } from "../protocols/query-protocol";
import type { WireRequest } from "../service";
import { queryCode } from "./sqs-errors";
import { queryInput } from "./sqs-query-input";
import { queryResult } from "./sqs-query-output";

const NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

const json: JsonProtocol = {
  contentType: "application/x-amz-json-1.0",
  targetPrefix: "AmazonSQS",
  errorNamespace: "com.amazonaws.sqs#",
};

/** A call of SQS, and how its output is answered in the protocol that it came in. */
export interface SqsCall {
  readonly action: string;
  /** In the shapes of the JSON protocol, whichever the call came in. */
  readonly input: Record<string, unknown>;
  readonly answer: (output: unknown, requestId: string) => Answer;
}

/**
 * Reads a call in one of SQS's two protocols: JSON, or the older Query protocol (forms and XML), in which the SDKs
 * spoke until 2023.
 *
 * @throws AwsError when it is a call in neither
 */
export async function readSqsCall(request: WireRequest): Promise<SqsCall> {
  if (!isQuery(request))
    return { ...(await readJson(json, request)), answer: (output) => jsonAnswer(json, output) };
  const { action, parameters } = await readQuery(request);
  const address = `http://${request.headers.host ?? "localhost"}${request.target.split("?", 1)[0] ?? "/"}`;
  return {
    action,
    input: queryInput(action, parameters, address),
    answer: (output, requestId) => queryAnswer(NAMESPACE, action, requestId, queryResult(action, output)),
  };
}

/** An error in the request's protocol; in JSON, SQS sends the Query protocol's code along in a header. */
export function sqsError(error: AwsError, requestId: string, request: WireRequest): Answer {
  const code = queryCode(error.code);
  if (isQuery(request)) return queryError(NAMESPACE, error, requestId, code);
  const answer = jsonError(json, error);
  const fault = error.status < 500 ? "Sender" : "Receiver";
  return { ...answer, headers: { ...answer.headers, "x-amzn-query-error": `${code};${fault}` } };
}

/** JSON calls name their operation in a header, Query calls in a parameter of the form or of the URL. */
function isQuery({ headers }: WireRequest): boolean {
  return headers["x-amz-target"] === undefined && !/json/i.test(headers["content-type"] ?? "");
}
