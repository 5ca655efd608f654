import type { IncomingHttpHeaders } from "node:http";

/** What Signature Version 4 says of a request in clear text. */
export interface Sigv4Scope {
  readonly accessKeyId: string;
  readonly region: string;
  /** The signing name, such as `rds`. */
  readonly service: string;
  readonly sessionToken: string | undefined;
}

const credential = /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/;

/**
 * Reads the credential scope from the Authorization header, or from the query of a presigned URL. The signature is
 * not verified: the secret keys never leave this machine, and what the local world has to know is who calls.
 *
 * @returns undefined for a request that is not signed
 */
export function sigv4Scope(headers: IncomingHttpHeaders, target: string): Sigv4Scope | undefined {
  const fromHeader = credential.exec(headers.authorization ?? "");
  if (fromHeader !== null) return scope(fromHeader, headers["x-amz-security-token"]);
  const query = new URLSearchParams(target.split("?", 2)[1] ?? "");
  const fromQuery = credential.exec(`Credential=${query.get("X-Amz-Credential") ?? ""}`);
  if (fromQuery !== null) return scope(fromQuery, query.get("X-Amz-Security-Token") ?? undefined);
  return undefined;
}

function scope(match: RegExpExecArray, token: string | string[] | undefined): Sigv4Scope {
  const [, accessKeyId = "", region = "", service = ""] = match;
  return { accessKeyId, region, service, sessionToken: Array.isArray(token) ? token[0] : token };
}
