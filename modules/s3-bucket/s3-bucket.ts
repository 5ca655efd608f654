import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket as Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { addressed, fixAddresses } from "../shared/address";
import { encryptionKey } from "../shared/encryption-key";
import { lowerCased } from "../shared/lower-cased";
import { policyDocument } from "../shared/policy-document";
import { isInAnyCase } from "../shared/truth";
import { bucketNamePreconditions } from "./bucket-name-preconditions";
import { lifecycleRules } from "./lifecycle-rules";
import type { S3BucketProps } from "./props";

/**
 * A private bucket, encrypted with a key of its own, that is reached by TLS only.
 *
 * @throws BucketNameError when the name is too long
 */
export class S3Bucket extends Construct {
  readonly bucketId: string;
  readonly bucketArn: string;
  readonly kmsKeyId: string;
  readonly kmsKeyArn: string;
  /** `s3://<name>`. */
  readonly bucketUrl: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: S3BucketProps,
  ) {
    super(scope, id);
    fixAddresses(this, props.addressPrefix);
    const key = this.createKey();
    const bucket = this.createBucket();
    this.encrypt(bucket, key);
    this.keepVersions(bucket);
    this.letGoOfOldObjects(bucket);
    this.protect(bucket);

    this.bucketId = bucket.id;
    this.bucketArn = bucket.arn;
    this.kmsKeyId = key.keyId;
    this.kmsKeyArn = key.arn;
    this.bucketUrl = `s3://${bucket.id}`;
  }

  private createKey(): KmsKey {
    const { project, environment, bucketName, bucketIdentifier, identifierPrefix, tags } = this.props;
    const key = encryptionKey(this, "key", {
      description: `${project} ${environment} - ${bucketName} Bucket Key`,
      statements: this.props.bucketKeyPolicyStatements ?? [],
      terraformName: "key",
      policyTerraformName: "key_policy",
      tags,
    });
    addressed(
      new KmsAlias(this, "key-alias", {
        name: lowerCased(`alias/${identifierPrefix}-s3-${bucketIdentifier}`),
        targetKeyId: key.keyId,
      }),
      "key_alias",
    );
    return key;
  }

  private createBucket(): Bucket {
    const { identifierPrefix, bucketIdentifier, environment, tags } = this.props;
    const name = `${identifierPrefix}-${bucketIdentifier}`;
    const precondition = bucketNamePreconditions(name);
    return addressed(
      new Bucket(this, "bucket", {
        bucket: lowerCased(name),
        forceDestroy: isInAnyCase(environment, "dev"),
        tags,
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

  private keepVersions(bucket: Bucket): void {
    const status = (this.props.versioningEnabled ?? true) ? "Enabled" : "Suspended";
    addressed(
      new S3BucketVersioningA(this, "versioning", {
        bucket: bucket.id,
        versioningConfiguration: { status },
      }),
      "bucket",
    );
  }

  private letGoOfOldObjects(bucket: Bucket): void {
    const rule = lifecycleRules(this.props);
    if (rule.length === 0) return;
    addressed(
      // A count, so that the address is the same whether or not the rules come from variables.
      new S3BucketLifecycleConfiguration(this, "lifecycle", { count: 1, bucket: bucket.id, rule }),
      "bucket",
    );
  }

  private protect(bucket: Bucket): void {
    const publicAccessBlock = addressed(
      new S3BucketPublicAccessBlock(this, "public-access-block", {
        bucket: bucket.id,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      }),
      "block_public_access",
    );
    const policy = policyDocument(this, "policy-document", "bucket", [
      {
        sid: "AllowSSLRequestsOnly",
        effect: "Deny",
        actions: ["s3:*"],
        resources: [bucket.arn, `${bucket.arn}/*`],
        principals: [{ type: "*", identifiers: ["*"] }],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
      ...(this.props.bucketPolicyStatements ?? []),
    ]);
    addressed(
      // S3 takes one change of a bucket's policies at a time.
      new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy, dependsOn: [publicAccessBlock] }),
      "bucket_policy",
    );
  }
}
