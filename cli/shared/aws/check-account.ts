import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { ToCorrectError } from "../command/command-error";
import { awsProblemText } from "./aws-problem";

export interface CheckAccountOptions {
  readonly sts: STSClient;
  /** Twelve digits. */
  readonly expected: string;
  /** For messages. */
  readonly profile?: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Makes sure that the credentials are of the sandbox's account, before anything is changed in another one.
 *
 * @returns the ARN of who calls
 * @throws ToCorrectError when they are missing, expired, or of another account
 */
export async function checkAccount({ sts, expected, profile, signal }: CheckAccountOptions): Promise<string> {
  const subject = profile === undefined ? "the AWS credentials" : `profile ${profile}`;
  const { Account: account = "none", Arn: arn = "nobody" } = await sts
    .send(new GetCallerIdentityCommand({}), { abortSignal: signal })
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw new ToCorrectError(awsProblemText(subject, "sts:GetCallerIdentity", error), {
        cause: error,
      });
    });
  if (account === expected) return arn;
  const of = profile === undefined ? "the credentials" : `the credentials of profile ${profile}`;
  throw new ToCorrectError(
    `the sandbox is in account ${expected}, but ${of} are of account ${account} (${arn}). Choose a profile of ` +
      `account ${expected} by --profile, or another stack by --stack`,
  );
}
