import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import { Fn, Op, Token } from "cdktf";
import type { Construct } from "constructs";
import { addressed } from "../shared/address";
import { AwsAccount } from "../shared/aws-account";
import { lowerCased } from "../shared/lower-cased";
import { policyDocument, type PolicyStatement } from "../shared/policy-document";
import type { Truth } from "../shared/truth";
import type { SandboxSettings } from "./settings";

/** Days in which a key that was scheduled for deletion can still be saved: 7 to 30 (API_ScheduleKeyDeletion). */
const DELETION_WINDOW_DAYS = 7;

/** The key that the database, its snapshots and its master user's password are encrypted with, and its alias. */
export function databaseKey(scope: Construct, { identifierPrefix, tags }: SandboxSettings): KmsKey {
  const key = addressed(
    new KmsKey(scope, "key", {
      description: `${identifierPrefix} rds snapshot to cross account s3 sandbox db key`,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      enableKeyRotation: true,
      tags,
    }),
    "key",
  );
  addressed(
    new KmsAlias(scope, "key-alias", {
      name: lowerCased(`alias/${identifierPrefix}-sandbox-db`),
      targetKeyId: key.keyId,
    }),
    "sandbox_db_key_alias",
  );
  return key;
}

/**
 * A key policy may name nobody who does not exist. So it is no part of the key, which the database waits for, but a
 * resource of its own, which waits for the export functions' roles: these may come with the database in one apply.
 * Destroyed, it leaves the key to the account, as a new key is.
 */
export function databaseKeyPolicy(
  scope: Construct,
  key: KmsKey,
  { exportFunctionRoleArns }: SandboxSettings,
): void {
  const policy = policyDocument(scope, "key-policy-document", "key_policy", [
    {
      // Without it nobody could change the policy again (KMS developer guide, default key policy).
      sid: "Account",
      actions: ["kms:*"],
      resources: ["*"],
      principals: [{ type: "AWS", identifiers: [AwsAccount.of(scope).rootArn] }],
    },
    ...exportStatements(exportFunctionRoleArns),
  ]);
  addressed(new KmsKeyPolicy(scope, "key-policy", { keyId: key.id, policy }), "key");
}

/**
 * What RDS may ask of whoever starts the export of an encrypted snapshot: to see the key, to read with it, and to lend
 * it to RDS while the export runs.
 */
function exportStatements(roleArns: string[]): readonly PolicyStatement[] {
  const when = hasElements(roleArns);
  const principals = [{ type: "AWS" as const, identifiers: roleArns }];
  return [
    {
      sid: "ReadSnapshots",
      actions: ["kms:Decrypt", "kms:DescribeKey"],
      resources: ["*"],
      principals,
      when,
    },
    {
      sid: "LetRdsReadSnapshots",
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      principals,
      conditions: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
      when,
    },
  ];
}

/** Of roles that are made in the same apply Terraform knows how many there are, and nothing else. */
function hasElements(list: readonly string[]): Truth {
  return Token.isUnresolved(list) ? Op.gte(Fn.lengthOf(list), 1) : list.length > 0;
}
