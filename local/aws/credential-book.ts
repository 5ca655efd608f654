import { createHmac, randomBytes } from "node:crypto";
import type { CredentialProblem } from "./service";
import type { Sigv4Scope } from "./sigv4-scope";
import type { Caller, Credentials } from "./types";

/** Gives each caller credentials, and knows the caller again by them. */
export class CredentialBook {
  private readonly seed = randomBytes(32);
  private readonly callers = new Map<
    string,
    { readonly caller: Caller; readonly credentials: Credentials }
  >();

  /** The same caller gets the same credentials; they are valid for as long as this world lives. */
  credentialsFor(caller: Caller): Credentials {
    const accessKeyId = this.accessKeyId(caller);
    const known = this.callers.get(accessKeyId);
    if (known !== undefined) return known.credentials;
    const credentials = {
      accessKeyId,
      secretAccessKey: this.derive(`secret ${accessKeyId}`).toString("base64").slice(0, 40),
      sessionToken: this.derive(`token ${accessKeyId}`).toString("base64"),
    };
    this.callers.set(accessKeyId, { caller, credentials });
    return credentials;
  }

  /** @returns the caller, or what is wrong with the credentials */
  identify(scope: Sigv4Scope | undefined): Caller | CredentialProblem {
    if (scope === undefined) return "missing";
    const known = this.callers.get(scope.accessKeyId);
    if (known === undefined) return "unknown-access-key";
    return known.credentials.sessionToken === scope.sessionToken ? known.caller : "wrong-session-token";
  }

  /** ASIA, as AWS names temporary keys, and 16 characters of its alphabet. */
  private accessKeyId(caller: Caller): string {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const digest = this.derive(
      `key ${JSON.stringify([caller.accountId, caller.principal, caller.session, caller.sourceArn])}`,
    );
    return `ASIA${Array.from(digest.subarray(0, 16), (byte) => alphabet.charAt(byte % 32)).join("")}`;
  }

  private derive(purpose: string): Buffer {
    return createHmac("sha256", this.seed).update(purpose).digest();
  }
}
