import type { IResolvable, TerraformProvider } from "cdktf";
import type { PolicyStatement } from "../shared/policy-document";
import type { ObjectOwnership } from "./ownership";

/**
 * Inputs of a bucket. Each is a literal or a Terraform token, and is named as in Terraform, in camelCase. A number or
 * a text that is given is there, even when it is a token; one that Terraform may find to be null is passed as an
 * `IResolvable`, by `Token.asAny`.
 */
export interface S3BucketProps {
  /** Tags of bucket and key. The bucket's `Environment` is always that of `environment`, in lower case. */
  readonly tags: Readonly<Record<string, string>>;
  /** Project name, used in descriptions. */
  readonly project: string;
  /** With `dev`, in upper or lower case, the bucket can be destroyed with what is in it. */
  readonly environment: string;
  /** What people call the bucket, used in descriptions: "Lambda Artefact Storage". */
  readonly bucketName: string;
  /** What the bucket's name ends with: `<identifierPrefix>-<bucketIdentifier>`, in lower case, at most 63 characters. */
  readonly bucketIdentifier: string;
  /** What the bucket's name and its key's alias begin with, in lower case. */
  readonly identifierPrefix: string;

  /** Roles that list the bucket, read and write its objects and use its key, and administer neither. Empty elements are left out. @default [] */
  readonly roleArnsToShareAccessWith?: readonly string[];
  /** Further statements of the bucket's policy. @default [] */
  readonly bucketPolicyStatements?: readonly PolicyStatement[] | IResolvable;
  /** Further statements of the key's policy. @default [] */
  readonly bucketKeyPolicyStatements?: readonly PolicyStatement[] | IResolvable;
  /** Who owns objects that others write. @default left as it is, which for a new bucket is BucketOwnerEnforced */
  readonly objectOwnership?: ObjectOwnership | IResolvable;

  /** Keeps what is overwritten or deleted as a version. @default true */
  readonly versioningEnabled?: boolean | IResolvable;
  /** Days after which objects expire, 1 or more. With versioning they become noncurrent versions. @default never */
  readonly expireObjectsDays?: number | IResolvable;
  /** Days after which what was overwritten, deleted or expired goes for good, 1 or more. @default never */
  readonly expireNoncurrentObjectsDays?: number | IResolvable;
  /** Days after which unfinished multipart uploads are given up, 1 or more. @default never */
  readonly abortMultipartDays?: number | IResolvable;
  /** Removes delete markers that hide nothing any more. @default false */
  readonly expiredObjectDeleteMarker?: boolean | IResolvable;
  /** Moves objects to the storage class INTELLIGENT_TIERING. @default false */
  readonly enableIntelligentTiering?: boolean | IResolvable;
  /** Days after which they are moved, 0 or more, and less than `expireObjectsDays`. @default 0 */
  readonly intelligentTieringDays?: number;
  /** Whether the bucket keeps the tag `BackupPolicy` of `tags`; the key does either way. @default true */
  readonly includeBackupPolicyTags?: boolean | IResolvable;

  /** Fixes the Terraform addresses: `""` for the names of the module that this one replaces. @default they follow the construct's path */
  readonly addressPrefix?: string;

  /** Provider configuration, such as another account's or region's, of everything in the construct. @default the stack's */
  readonly provider?: TerraformProvider;
}
