import type { ExportTask } from "./rds/model";

type About = Pick<ExportTask, "bucket" | "iamRoleArn" | "kmsKeyId">;

/** RDS's words for exports that fail (USER_ExportSnapshot, "Failure messages for Amazon S3 export tasks"). */
export const exportFailure = {
  cannotAssume: ({ iamRoleArn }: About) =>
    `The RDS export failed to write the export task's metadata because it can't assume the IAM role ${iamRoleArn}.`,
  keyRefused: ({ bucket, iamRoleArn, kmsKeyId }: About, code: string) =>
    `The RDS export failed to write the export task's metadata to the S3 bucket ${bucket} using the IAM role ` +
    `${iamRoleArn} with the KMS key ${kmsKeyId}. Error code: ${code}`,
  notAuthorized: ({ bucket, iamRoleArn }: About, action: string) =>
    `The IAM role ${iamRoleArn} isn't authorized to call ${action} on the S3 bucket ${bucket}. ` +
    "Review your permissions and retry the export.",
  noBucket: ({ bucket }: About) =>
    `The S3 bucket ${bucket} isn't valid. Either it isn't located in the current AWS Region or it doesn't exist. ` +
    "Review your S3 bucket name and retry the export.",
  otherRegion: ({ bucket }: About) =>
    `The S3 bucket ${bucket} isn't located in the current AWS Region. ` +
    "Review your S3 bucket name and retry the export.",
} as const;

/**
 * What RDS makes of S3's refusal.
 *
 * @returns undefined for everything that RDS has no words of its own for
 */
export function refusalCause(
  error: { readonly name: string; readonly message: string },
  about: About,
): string | undefined {
  switch (error.name) {
    case "NoSuchBucket":
      return exportFailure.noBucket(about);
    case "AccessDenied": {
      const action = / not authorized to perform: (\S+)/.exec(error.message)?.[1] ?? "the action";
      return action.startsWith("kms:")
        ? exportFailure.keyRefused(about, error.name)
        : exportFailure.notAuthorized(about, action);
    }
    default:
      return undefined;
  }
}
