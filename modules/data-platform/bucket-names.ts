import { NAME_LIMIT, type DerivedName } from "../shared/derived-name";

/** What the buckets' names end with; they are made of prefix, identifier and account suffix. */
export const BUCKET_IDENTIFIERS = {
  artefactStorage: "lambda-artefact-storage",
  exportStorage: "rds-export-storage",
} as const;

/** @param awsAccountSuffix stands at the very end as it is given, hyphen included */
export function bucketIdentifier(bucket: keyof typeof BUCKET_IDENTIFIERS, awsAccountSuffix: string): string {
  return `${BUCKET_IDENTIFIERS[bucket]}${awsAccountSuffix}`;
}

/** The buckets' names for one suffix, to check a prefix against S3's limit. */
export function bucketNames(awsAccountSuffix: string): readonly DerivedName[] {
  return (["artefactStorage", "exportStorage"] as const).map((bucket) => ({
    of: "S3 bucket",
    suffix: bucketIdentifier(bucket, awsAccountSuffix),
    lowerCase: true,
    limit: NAME_LIMIT.bucket,
  }));
}
