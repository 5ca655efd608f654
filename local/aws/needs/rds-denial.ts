import { AwsError } from "../aws-error";
import type { Denial } from "../service";

/** RDS's own error for a call that is denied: what KMS refuses it, it reports as a key that it cannot use. */
export function rdsDenial({ message, need: { action, resource } }: Denial): AwsError {
  if (action.startsWith("kms:"))
    return new AwsError(
      "KMSKeyNotAccessibleFault",
      `The specified KMS key [${resource}] does not exist, is not enabled or you do not have permissions to access it.`,
    );
  return new AwsError("AccessDenied", message, 403);
}
