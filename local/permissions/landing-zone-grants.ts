/** A statement of a resource's policy. */
export interface GrantStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
}

export interface LandingZoneGrants {
  readonly bucket: readonly GrantStatement[];
  readonly key: readonly GrantStatement[];
}

/** What the landing zone's owner grants the copier's role: the bucket and its key, and no more. */
export function landingZoneGrants(copierRoleArn: string, bucketArn: string): LandingZoneGrants {
  const Principal = { AWS: copierRoleArn };
  return {
    bucket: [
      { Sid: "CopierLists", Effect: "Allow", Principal, Action: ["s3:ListBucket"], Resource: bucketArn },
      {
        Sid: "CopierWrites",
        Effect: "Allow",
        Principal,
        Action: ["s3:PutObject", "s3:PutObjectAcl"],
        Resource: `${bucketArn}/*`,
      },
    ],
    key: [
      {
        Sid: "CopierEncrypts",
        Effect: "Allow",
        Principal,
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: "*",
      },
    ],
  };
}
