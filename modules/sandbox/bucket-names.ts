import { NAME_LIMIT, type DerivedName } from "../shared/derived-name";

/** What the sandbox's buckets' names end with; they are made of prefix, identifier and account suffix. */
export const SANDBOX_BUCKETS = {
  artefactStorage: "sandbox-lambda-artefact-storage",
  exportStorage: "sandbox-rds-export-storage",
  landingZone: "sandbox-landing-zone",
} as const;

export type SandboxBucket = keyof typeof SANDBOX_BUCKETS;

/** @param awsAccountSuffix stands at the very end as it is given, hyphen included */
export function bucketIdentifier(bucket: SandboxBucket, awsAccountSuffix: string): string {
  return `${SANDBOX_BUCKETS[bucket]}${awsAccountSuffix}`;
}

/** The buckets' names for one suffix, to check a prefix against S3's limit. */
export function sandboxBucketNames(awsAccountSuffix: string): readonly DerivedName[] {
  return (Object.keys(SANDBOX_BUCKETS) as SandboxBucket[]).map((bucket) => ({
    of: "S3 bucket",
    suffix: bucketIdentifier(bucket, awsAccountSuffix),
    lowerCase: true,
    limit: NAME_LIMIT.bucket,
  }));
}
