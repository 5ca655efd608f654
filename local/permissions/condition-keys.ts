import { isServicePrincipal, roleOfSession } from "./principals";
import type { AccessRequest } from "./types";

type Context = Readonly<Record<string, string | readonly string[]>>;

/** Where and when a request is made. */
export interface Moment {
  /** For resources whose ARN names none, such as buckets. */
  readonly region: string;
  /** World time. */
  readonly now: () => Date;
}

/**
 * The condition keys that AWS gives every request (IAM user guide, reference_policies_condition-keys), with those of
 * this request beside, which win.
 */
export function conditionKeys(request: AccessRequest, { region, now }: Moment): Context {
  const [, , , named] = request.resource.split(":");
  const time = now();
  return {
    ...principalKeys(request),
    "aws:ResourceAccount": request.resourceAccountId,
    // Deployed, the SDK's clients and AWS's services use TLS. The local endpoint is plain HTTP on 127.0.0.1, which is
    // no reason to decide otherwise than AWS will.
    "aws:SecureTransport": "true",
    "aws:RequestedRegion": named === undefined || named === "" ? region : named,
    "aws:CurrentTime": time.toISOString(),
    "aws:EpochTime": String(Math.floor(time.getTime() / 1000)),
    // What S3 or SQS ask of a key they ask in the caller's name.
    "aws:ViaAWSService": String(request.context["kms:ViaService"] !== undefined),
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
