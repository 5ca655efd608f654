import type { Meaning } from "./policy-meaning";

export interface Grant {
  readonly bucketArn: string;
  /** `<service area>/<database>`. */
  readonly area: string;
  /** Account of the sandbox. */
  readonly account: string;
  readonly copierRoleArn: string;
  /** What the statements' ids begin with. */
  readonly sid: string;
}

/** What the policies of a zone have to allow a sandbox, and nothing more: written out, and not taken from the stack. */
export function expectedStatements({ bucketArn, area, account, copierRoleArn, sid }: Grant): {
  readonly bucket: readonly Meaning[];
  readonly key: readonly Meaning[];
} {
  const allow = {
    Effect: "Allow" as const,
    Principal: { AWS: [`arn:aws:iam::${account}:root`] },
  };
  const isCopier = { ArnEquals: { "aws:PrincipalArn": [copierRoleArn] } };
  return {
    bucket: [
      {
        ...allow,
        Sid: `${sid}SandboxCopierLists`,
        Action: ["s3:ListBucket"],
        Resource: [bucketArn],
        Condition: { ...isCopier, StringLike: { "s3:prefix": [`${area}/*`] } },
      },
      {
        ...allow,
        Sid: `${sid}SandboxCopierLands`,
        Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
        Resource: [`${bucketArn}/${area}/*`],
        Condition: isCopier,
      },
    ],
    key: [
      {
        ...allow,
        Sid: `${sid}SandboxCopierEncrypts`,
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
        Condition: isCopier,
      },
    ],
  };
}
