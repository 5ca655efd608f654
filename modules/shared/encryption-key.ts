import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { addressed } from "./address";
import { AwsAccount } from "./aws-account";
import { policyDocument, type PolicyStatement, type StatementList } from "./policy-document";

/** Days in which a key that was scheduled for deletion can still be saved: 7 to 30 (API_ScheduleKeyDeletion). */
const DELETION_WINDOW_DAYS = 10;

export interface EncryptionKeyProps {
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Who may use the key besides those whom the account's identity policies allow it. */
  readonly statements: readonly (PolicyStatement | StatementList)[];
  /** Names in Terraform, where addresses are fixed. */
  readonly terraformName: string;
  readonly policyTerraformName: string;
}

/** A symmetric KMS key that is rotated every year. */
export function encryptionKey(scope: Construct, id: string, props: EncryptionKeyProps): KmsKey {
  const policy = policyDocument(scope, `${id}-policy`, props.policyTerraformName, [
    {
      // Without it nobody could change the policy again (KMS developer guide, default key policy).
      sid: "Account",
      actions: ["kms:*"],
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: [AwsAccount.of(scope).rootArn] }],
    },
    ...props.statements,
  ]);
  return addressed(
    new KmsKey(scope, id, {
      description: props.description,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      enableKeyRotation: true,
      policy,
      tags: props.tags,
    }),
    props.terraformName,
  );
}
