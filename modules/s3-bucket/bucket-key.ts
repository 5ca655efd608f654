import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { addressed } from "../shared/address";
import { encryptionKey } from "../shared/encryption-key";
import { lowerCased } from "../shared/lower-cased";
import { keyStatements } from "./bucket-statements";
import type { S3BucketProps } from "./props";

/** The key that a bucket is encrypted with, and its alias. */
export function bucketKey(scope: Construct, props: S3BucketProps): KmsKey {
  const { project, environment, bucketName, bucketIdentifier, identifierPrefix, tags } = props;
  const key = encryptionKey(scope, "key", {
    description: `${project} ${environment} - ${bucketName} Bucket Key`,
    statements: keyStatements(props.roleArnsToShareAccessWith ?? [], props.bucketKeyPolicyStatements ?? []),
    terraformName: "key",
    policyTerraformName: "key_policy",
    tags,
  });
  addressed(
    new KmsAlias(scope, "key-alias", {
      name: lowerCased(`alias/${identifierPrefix}-s3-${bucketIdentifier}`),
      targetKeyId: key.keyId,
    }),
    "key_alias",
  );
  return key;
}
