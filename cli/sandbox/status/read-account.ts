import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { awsProblemText } from "../../shared/aws/aws-problem";
import { checkAccount } from "../../shared/aws/check-account";
import { ToCorrectError } from "../../shared/command/command-error";
import type { SandboxIdentity } from "./sandbox/identity";

/**
 * @returns the account of the credentials, which is the sandbox's where that is known
 * @throws ToCorrectError when the credentials are missing, expired, or of another account
 */
export async function readAccount(
  sts: STSClient,
  { accountId }: SandboxIdentity,
  profile: string | undefined,
  signal: AbortSignal,
): Promise<string> {
  if (accountId !== undefined) {
    await checkAccount({ sts, expected: accountId, profile, signal });
    return accountId;
  }
  try {
    const { Account = "unknown" } = await sts.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    return Account;
  } catch (error) {
    signal.throwIfAborted();
    throw new ToCorrectError(awsProblemText("who calls AWS", "sts:GetCallerIdentity", error), {
      cause: error,
    });
  }
}
