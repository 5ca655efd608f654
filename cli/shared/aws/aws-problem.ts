import { messageOf, nameOf } from "../../../local/shared/error-facts";

/** Names of errors about the credentials themselves, by what is wrong with them. */
const CREDENTIAL_PROBLEMS: Readonly<Partial<Record<string, string>>> = {
  CredentialsProviderError: "there are no AWS credentials that can be used",
  ExpiredToken: "the AWS credentials have expired",
  ExpiredTokenException: "the AWS credentials have expired",
  RequestExpired: "the AWS credentials have expired, or this machine's clock is wrong",
  InvalidClientTokenId: "AWS does not know these credentials",
  UnrecognizedClientException: "AWS does not know these credentials",
  SignatureDoesNotMatch: "the AWS secret access key does not fit its access key id",
  AuthFailure: "AWS does not accept these credentials",
};

const DENIED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation"]);

/** Why a call of AWS failed, as far as it decides what to do. */
export type AwsProblem =
  | { readonly kind: "credentials"; readonly text: string }
  | { readonly kind: "denied"; readonly text: string }
  | { readonly kind: "other"; readonly text: string };

export function awsProblem(error: unknown): AwsProblem {
  const message = messageOf(error).replaceAll(/\s+/g, " ");
  const credentials = CREDENTIAL_PROBLEMS[nameOf(error)];
  if (credentials !== undefined) return { kind: "credentials", text: `${credentials} (${message})` };
  if (DENIED.has(nameOf(error))) return { kind: "denied", text: message };
  return { kind: "other", text: `${nameOf(error)}: ${message}` };
}

/** @returns one line: what was wanted, why AWS refused, what to do */
export function awsProblemText(wanted: string, action: string, error: unknown): string {
  const { kind, text } = awsProblem(error);
  switch (kind) {
    case "credentials":
      return `${wanted}: ${text}. Sign in again (such as \`aws sso login\`), or choose a profile by --profile or AWS_PROFILE`;
    case "denied":
      return `${wanted}: these credentials may not ${action}: ${text}. Have it allowed, or use another --profile`;
    case "other":
      return `${wanted}: ${action} failed: ${text}`;
  }
}
