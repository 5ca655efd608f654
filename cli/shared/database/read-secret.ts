import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { awsProblemText } from "../aws/aws-problem";
import { ToCorrectError } from "../command/command-error";

// What RDS keeps in a secret that it manages (RDS: "Password management with Amazon RDS and AWS Secrets Manager").
const secretSchema = z.object({ username: z.string().min(1), password: z.string().min(1) });

/** Name and password of the master user. Never printed. */
export type MasterUser = z.infer<typeof secretSchema>;

/**
 * Reads the secret's current version.
 *
 * @throws ToCorrectError that names what may not be done, or what the secret lacks; never what it holds
 */
export async function readSecret(
  secretsManager: SecretsManagerClient,
  arn: string,
  signal: AbortSignal,
): Promise<MasterUser> {
  const { SecretString: text } = await secretsManager
    .send(new GetSecretValueCommand({ SecretId: arn, VersionStage: "AWSCURRENT" }), { abortSignal: signal })
    .catch((error: unknown) => {
      signal.throwIfAborted();
      const action = "secretsmanager:GetSecretValue (and kms:Decrypt with the key of the database)";
      throw new ToCorrectError(awsProblemText(`secret ${arn}`, action, error), { cause: error });
    });
  const parsed = secretSchema.safeParse(parseJson(text ?? ""));
  if (parsed.success) return parsed.data;
  throw new ToCorrectError(
    `secret ${arn}: expected the JSON that RDS writes, an object with username and password; it is something else. ` +
      "Somebody has written into it: let RDS make it anew by rotating it " +
      `(aws secretsmanager rotate-secret --secret-id ${arn})`,
  );
}

/** The error of JSON.parse would quote the secret. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
