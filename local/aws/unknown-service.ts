import type { Answer } from "./answer";
import type { WireRequest } from "./service";
import { renderXml } from "./xml";

const CODE = "UnknownServiceException";

/**
 * The answer to a request for a service that is not here, in the protocol of the request, so that the AWS CLI and
 * the SDKs show its message instead of failing to read it.
 *
 * @param service the signing name, such as `lambda`
 */
export function unknownService(service: string, { headers }: WireRequest, requestId: string): Answer {
  const message = `The local account has rds, s3, sqs, sns, glue and sts; the request was signed for ${JSON.stringify(service)}.`;
  const form = /x-www-form-urlencoded/i.test(headers["content-type"] ?? "");
  if (service === "ec2")
    return xml("Response", { Errors: { Error: { Code: CODE, Message: message } }, RequestID: requestId });
  if (form && headers["x-amz-target"] === undefined)
    return xml("ErrorResponse", {
      Error: { Type: "Sender", Code: CODE, Message: message },
      RequestId: requestId,
    });
  return {
    status: STATUS,
    headers: { "content-type": "application/json", "x-amzn-errortype": CODE },
    body: JSON.stringify({ __type: CODE, message }),
    error: CODE,
  };
}

/** Not implemented: the SDKs do not repeat such a call. */
const STATUS = 501;

function xml(root: string, elements: Parameters<typeof renderXml>[2]): Answer {
  return {
    status: STATUS,
    headers: { "content-type": "text/xml" },
    body: renderXml(root, undefined, elements),
    error: CODE,
  };
}
