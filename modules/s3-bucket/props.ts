import type { PolicyStatement } from "../shared/policy-document";

/** Inputs of a bucket. Each is a literal or a Terraform token, and is named as in Terraform, in camelCase. */
export interface S3BucketProps {
  readonly tags: Readonly<Record<string, string>>;
  /** Project name, used in descriptions. */
  readonly project: string;
  /** With `dev`, in upper or lower case, the bucket can be destroyed with what is in it. */
  readonly environment: string;
  /** What people call the bucket, used in descriptions: "Lambda Artefact Storage". */
  readonly bucketName: string;
  /** What the bucket's name ends with: `<identifierPrefix>-<bucketIdentifier>`, in lower case, at most 63 characters. */
  readonly bucketIdentifier: string;
  readonly identifierPrefix: string;

  /** Statements of the bucket's policy, besides that only TLS is allowed. @default [] */
  readonly bucketPolicyStatements?: readonly PolicyStatement[];
  /** Statements of the key's policy, besides that the account administers it. @default [] */
  readonly bucketKeyPolicyStatements?: readonly PolicyStatement[];
  /** @default true */
  readonly versioningEnabled?: boolean;
  /** Days after which objects expire. @default never */
  readonly expireObjectsDays?: number;
  /** Days after which what was overwritten or deleted goes for good. @default never */
  readonly expireNoncurrentObjectsDays?: number;
  /** Days after which unfinished multipart uploads are given up. @default never */
  readonly abortMultipartDays?: number;
  /** Removes delete markers that hide nothing any more. @default false */
  readonly expiredObjectDeleteMarker?: boolean;

  /** Fixes the Terraform addresses: `""` for the names of the module that this one replaces. @default they follow the construct's path */
  readonly addressPrefix?: string;
}
