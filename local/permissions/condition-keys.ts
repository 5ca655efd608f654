import { isServicePrincipal, roleOfSession } from "./principals";
import type { AccessRequest } from "./types";

type Context = Readonly<Record<string, string | readonly string[]>>;

/**
 * The condition keys that AWS gives every request (IAM user guide, reference_policies_condition-keys), with those of
 * this request beside, which win.
 */
export function conditionKeys(request: AccessRequest): Context {
  return {
    ...principalKeys(request),
    "aws:ResourceAccount": request.resourceAccountId,
    // Deployed, the SDK's clients and AWS's services use TLS. The local endpoint is plain HTTP on 127.0.0.1, which is
    // no reason to decide otherwise than AWS will.
    "aws:SecureTransport": "true",
    ...request.context,
  };
}

function principalKeys({ principal, principalAccountId }: AccessRequest): Context {
  if (isServicePrincipal(principal))
    return { "aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal };
  const arn = roleOfSession(principal) ?? principal;
  const [, userName] = /:user\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return {
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": principalAccountId,
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalType": userName === undefined ? "AssumedRole" : "User",
    ...(userName === undefined ? {} : { "aws:username": userName }),
  };
}
