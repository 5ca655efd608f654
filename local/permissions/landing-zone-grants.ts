/** A statement of a resource's policy. */
export interface GrantStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: { readonly AWS: string };
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface LandingZoneGrants {
  readonly bucket: readonly GrantStatement[];
  readonly key: readonly GrantStatement[];
}

/** The part of a landing zone that one pipeline writes into. */
export interface GrantedArea {
  readonly bucketArn: string;
  /** First path segment. */
  readonly serviceArea: string;
  /** Whether files above 5 GB land, in parts, for which S3 decrypts as the copier. @default false */
  readonly multipartCopies?: boolean;
}

/** What the landing zone's owner grants the copier's role: its service area of the bucket, the key, and no more. */
export function landingZoneGrants(
  copierRoleArn: string,
  { bucketArn, serviceArea, multipartCopies = false }: GrantedArea,
): LandingZoneGrants {
  const Principal = { AWS: copierRoleArn };
  return {
    bucket: [
      {
        Sid: "CopierLists",
        Effect: "Allow",
        Principal,
        Action: ["s3:ListBucket"],
        Resource: bucketArn,
        Condition: { StringLike: { "s3:prefix": [`${serviceArea}/*`] } },
      },
      {
        Sid: "CopierWrites",
        Effect: "Allow",
        Principal,
        Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
        Resource: `${bucketArn}/${serviceArea}/*`,
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
      ...(multipartCopies ? [joinsParts(Principal)] : []),
    ],
  };
}

function joinsParts(Principal: GrantStatement["Principal"]): GrantStatement {
  return { Sid: "CopierJoinsParts", Effect: "Allow", Principal, Action: ["kms:Decrypt"], Resource: "*" };
}
