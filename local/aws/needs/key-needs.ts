import type { Need } from "../../permissions/types";
import { accountInArn, need } from "./need";

/** Through which service a key is used, and by whom. */
export interface KeyUse {
  /** Such as `s3`. */
  readonly service: string;
  readonly region: string;
  /** The caller's; undefined for a service principal, which KMS sees as itself and not through a service. */
  readonly callerAccountId: string | undefined;
}

type KeyAction = "kms:Decrypt" | "kms:GenerateDataKey" | "kms:DescribeKey" | "kms:CreateGrant";

/**
 * The need of an action on a key. The keys of encryption contexts are left out: what S3 and SQS put there is an
 * implementation's choice (whole object or bucket, with bucket keys), and policies on it are rare.
 */
export function keyNeed(
  action: KeyAction,
  keyArn: string,
  use: KeyUse,
  purpose: string,
  context: Need["context"] = {},
): Need {
  const through =
    use.callerAccountId === undefined
      ? {}
      : {
          "kms:ViaService": `${use.service}.${use.region}.amazonaws.com`,
          "kms:CallerAccount": use.callerAccountId,
        };
  return need(action, keyArn, purpose, { context: { ...through, ...context } });
}

/**
 * Whether policies say who may use a key. The policy of a key that AWS manages lets everybody of its account use it
 * through its service; nobody can change it, and nobody of another account may use it.
 */
export function isDecidedByPolicies(keyArn: string, callerAccountId: string): boolean {
  return !keyArn.includes(":alias/aws/") || accountInArn(keyArn) !== callerAccountId;
}

/** A key by ARN, id or alias, as an ARN of the account. */
export function fullKeyArn(key: string, region: string, accountId: string): string {
  if (key.startsWith("arn:")) return key;
  return `arn:aws:kms:${region}:${accountId}:${key.startsWith("alias/") ? key : `key/${key}`}`;
}
