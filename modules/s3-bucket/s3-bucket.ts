import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket as Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { addressed, fixAddresses } from "../shared/address";
import { jointPreconditions } from "../shared/joint-rule";
import { lowerCased } from "../shared/lower-cased";
import { keepToOneProvider } from "../shared/one-provider";
import { policyDocument } from "../shared/policy-document";
import { setProvider } from "../shared/provider";
import { isInAnyCase } from "../shared/truth";
import { bucketKey } from "./bucket-key";
import { bucketName, bucketNameRule } from "./bucket-name-rule";
import { bucketStatements } from "./bucket-statements";
import { bucketTags } from "./bucket-tags";
import { lifecycleConfiguration } from "./lifecycle";
import { ownershipControls } from "./ownership";
import type { S3BucketProps } from "./props";
import { bucketSettings } from "./settings";
import { versioningStatus } from "./versioning-status";

/**
 * A private bucket, encrypted with a key of its own, that is reached by TLS only.
 *
 * @throws BucketSettingsError when inputs are missing or wrong, or do not go together
 * @throws ProviderError when the provider is not AWS's, or another stack's
 */
export class S3Bucket extends Construct {
  readonly bucketId: string;
  readonly bucketArn: string;
  readonly kmsKeyId: string;
  readonly kmsKeyArn: string;
  /** `s3://<name>`. */
  readonly bucketUrl: string;
  /**
   * What should be there before the first object is: versions, ownership, the block of public access. Policy and
   * encryption are none of it: the bucket's and the key's policies may name roles that wait for the bucket's name.
   */
  readonly readiness: readonly ITerraformDependable[];

  private readonly settings: S3BucketProps;

  constructor(scope: Construct, id: string, props: S3BucketProps) {
    super(scope, id);
    const settings = (this.settings = bucketSettings(this, props));
    fixAddresses(this, settings.addressPrefix);
    setProvider(this, settings.provider);
    const key = bucketKey(this, settings);
    const bucket = this.createBucket();
    this.encrypt(bucket, key);
    const versioning = this.keepVersions(bucket);
    const lifecycle = lifecycleConfiguration(this, bucket.id, settings, [versioning]);
    if (lifecycle !== undefined) addressed(lifecycle, "bucket");
    const ownership = ownershipControls(this, bucket.id, settings.objectOwnership);
    if (ownership !== undefined) addressed(ownership, "bucket");
    const publicAccessBlock = this.blockPublicAccess(bucket);
    this.setPolicy(bucket, publicAccessBlock);
    keepToOneProvider(this);

    // Not the id: unlike the name it is unknown before the bucket is there, and then so is what is made for each name.
    this.bucketId = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.kmsKeyId = key.keyId;
    this.kmsKeyArn = key.arn;
    this.bucketUrl = `s3://${bucket.bucket}`;
    this.readiness = [versioning, publicAccessBlock, ...(ownership ? [ownership] : [])];
  }

  private createBucket(): Bucket {
    const { environment, tags } = this.settings;
    const precondition = jointPreconditions([bucketNameRule(this.settings)]);
    return addressed(
      new Bucket(this, "bucket", {
        bucket: lowerCased(bucketName(this.settings)),
        forceDestroy: isInAnyCase(environment, "dev"),
        tags: bucketTags(tags, environment, this.settings.includeBackupPolicyTags ?? true),
        ...(precondition.length > 0 && { lifecycle: { precondition } }),
      }),
      "bucket",
    );
  }

  private encrypt(bucket: Bucket, key: KmsKey): void {
    const byDefault = { kmsMasterKeyId: key.arn, sseAlgorithm: "aws:kms" };
    addressed(
      new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
        bucket: bucket.id,
        // With a bucket key S3 asks KMS once for many objects, instead of once for each.
        rule: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: true }],
      }),
      "bucket",
    );
  }

  private keepVersions(bucket: Bucket): S3BucketVersioningA {
    const status = versioningStatus(this.settings.versioningEnabled ?? true);
    return addressed(
      new S3BucketVersioningA(this, "versioning", {
        bucket: bucket.id,
        versioningConfiguration: { status },
      }),
      "bucket",
    );
  }

  private blockPublicAccess(bucket: Bucket): S3BucketPublicAccessBlock {
    return addressed(
      new S3BucketPublicAccessBlock(this, "public-access-block", {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      }),
      "block_public_access",
    );
  }

  private setPolicy(bucket: Bucket, publicAccessBlock: S3BucketPublicAccessBlock): void {
    const { roleArnsToShareAccessWith = [], bucketPolicyStatements = [] } = this.settings;
    const statements = bucketStatements(bucket.arn, roleArnsToShareAccessWith, bucketPolicyStatements);
    const policy = policyDocument(this, "policy-document", "bucket", statements);
    addressed(
      // S3 takes one change of a bucket's policies at a time.
      new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy, dependsOn: [publicAccessBlock] }),
      "bucket_policy",
    );
  }
}
