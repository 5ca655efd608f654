import { codeOf, messageOf } from "../../../local/shared/error-facts";

/** Codes of OpenSSL and Node.js for a certificate that nobody who is trusted has signed. */
const UNTRUSTED = new Set([
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "CERT_SIGNATURE_FAILURE",
]);

/** PostgreSQL's code for a wrong password. */
export const WRONG_PASSWORD = "28P01";

/** Why the database could not be connected to, and what to do, in one line. */
export function connectionProblem(error: unknown, host: string, database: string): string {
  const code = codeOf(error);
  const message = messageOf(error);
  if (UNTRUSTED.has(code))
    return (
      `the certificate of ${host} is not signed by anybody in the certificates to trust (${message}): is there really ` +
      "that database at the other end of the tunnel? If so, give its certificates by --ca-file"
    );
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
    return (
      `the server at the other end of the tunnel is not ${host}: its certificate is for another name (${message}). ` +
      "Open the tunnel to that host"
    );
  if (code === "CERT_HAS_EXPIRED") return `the certificate of ${host} has expired (${message})`;
  if (message.includes("does not support SSL"))
    return `the server at the other end of the tunnel does not encrypt, so it is not ${host}: open the tunnel to that host`;
  if (code === WRONG_PASSWORD)
    return (
      `${host} does not accept the password in the secret, which was read twice. If RDS is rotating it, try again in a ` +
      "minute; otherwise somebody has changed the secret or the password: rotate the secret, which sets both"
    );
  if (code === "3D000") return `${host} has no database ${database}: apply the stack again (${message})`;
  if (code === "53300") return `${host} has no connection left: end other sessions (${message})`;
  if (code === "ECONNREFUSED")
    return `nobody listens at the near end of the tunnel (${message}): is it open, and is the port right?`;
  return `no connection to ${host}: ${message}`;
}
