import type { Answer } from "../answer";
import { AwsError } from "../aws-error";
import { readBody } from "../request-body";
import type { CredentialProblem, Denial, WireRequest } from "../service";
import { renderXml, type XmlElements } from "../xml";

/** Parameters of a request in AWS's Query protocol (RDS, SNS, SQS of old): a flat form with dotted names. */
export class QueryParameters {
  constructor(private readonly form: URLSearchParams) {}

  /** @returns undefined when the parameter is absent or empty */
  optional(name: string): string | undefined {
    const value = this.form.get(name);
    return value === null || value === "" ? undefined : value;
  }

  /** @throws AwsError MissingParameter */
  required(name: string): string {
    const value = this.optional(name);
    if (value === undefined)
      throw new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);
    return value;
  }

  /** @throws AwsError InvalidParameterValue when it is no whole number */
  integer(name: string): number | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,9}$/.test(value))
      throw new AwsError("InvalidParameterValue", `Invalid value ${value} for ${name}: expected an integer.`);
    return Number(value);
  }

  /**
   * Items of a list such as `SourceIds.SourceId.1`, `SourceIds.SourceId.2` (RDS names the item, others say `member`).
   */
  list(name: string): string[] {
    return this.groups(name).map((group) => group.form.get("") ?? "");
  }

  /** The items of a list of structures, each with its own parameters: `Filters.Filter.1.Name`. */
  groups(name: string): QueryParameters[] {
    const groups = new Map<number, URLSearchParams>();
    for (const [key, value] of this.form) {
      if (!key.startsWith(`${name}.`)) continue;
      const match = /^(?:[A-Za-z]+\.)?(\d+)(?:\.(.+))?$/.exec(key.slice(name.length + 1));
      if (match === null) continue;
      const index = Number(match[1]);
      const group = groups.get(index) ?? new URLSearchParams();
      group.set(match[2] ?? "", value);
      groups.set(index, group);
    }
    return [...groups.entries()].sort(([a], [b]) => a - b).map(([, form]) => new QueryParameters(form));
  }

  /** The request without its parameters' types: for forwarding. */
  toForm(): URLSearchParams {
    return new URLSearchParams(this.form);
  }
}

/** @throws AwsError MissingAction */
export async function readQuery(
  request: WireRequest,
): Promise<{ readonly action: string; readonly parameters: QueryParameters }> {
  const fromUrl = request.target.split("?", 2)[1] ?? "";
  const text = request.method === "GET" ? fromUrl : (await readBody(request.body)).toString("utf8");
  const form = new URLSearchParams(text);
  const action = form.get("Action");
  if (action === null || action === "")
    throw new AwsError("MissingAction", "The request must contain the parameter Action.");
  return { action, parameters: new QueryParameters(form) };
}

/** An answer of the Query protocol; no result for operations that answer nothing. */
export function queryAnswer(
  namespace: string,
  action: string,
  requestId: string,
  result: XmlElements | undefined,
): Answer {
  const body = renderXml(`${action}Response`, namespace, {
    ...(result === undefined ? {} : { [`${action}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  });
  return { status: 200, headers: { "content-type": "text/xml" }, body };
}

/**
 * An error of the Query protocol.
 *
 * @param code the error's name in this protocol, where a service names it otherwise in JSON; recorded is the error's own
 */
export function queryError(
  namespace: string,
  error: AwsError,
  requestId: string,
  code: string = error.code,
): Answer {
  const body = renderXml("ErrorResponse", namespace, {
    Error: {
      Type: error.status < 500 ? "Sender" : "Receiver",
      Code: code,
      Message: error.message,
    },
    RequestId: requestId,
  });
  return { status: error.status, headers: { "content-type": "text/xml" }, body, error: error.code };
}

/** What RDS, SNS and SQS say of credentials that they do not accept. */
export function queryRefusal(problem: CredentialProblem): AwsError {
  switch (problem) {
    case "missing":
      return new AwsError("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
    case "unknown-access-key":
    case "wrong-session-token":
      return new AwsError(
        "InvalidClientTokenId",
        "The security token included in the request is invalid.",
        403,
      );
  }
}

/** What AWS says of a call that the policies do not allow, where a service has no words of its own. */
export function queryDenial({ message }: Denial): AwsError {
  return new AwsError("AccessDenied", message, 403);
}
