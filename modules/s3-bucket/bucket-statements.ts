import { Fn, Token, type IResolvable } from "cdktf";
import type { PolicyStatement, StatementList } from "../shared/policy-document";
import { hasAny } from "../shared/truth";
import { isList } from "./is-list";

type Statements = readonly (PolicyStatement | StatementList)[];
type Given = readonly PolicyStatement[] | IResolvable;

const LIST_BUCKET = [
  "s3:GetBucketAcl",
  "s3:GetBucketLocation",
  "s3:GetBucketVersioning",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
];

const READ_OBJECTS = [
  "s3:GetObject",
  "s3:GetObjectAcl",
  "s3:GetObjectAttributes",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:GetObjectVersionAcl",
  "s3:GetObjectVersionAttributes",
  "s3:GetObjectVersionTagging",
];

/** DeleteObject hides an object; not DeleteObjectVersion, so that what was deleted by mistake can be had again. */
const WRITE_OBJECTS = [
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectTagging",
  "s3:ListMultipartUploadParts",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
];

/** The bucket's policy: TLS only, then the roles that share it, then what else is given. */
export function bucketStatements(bucketArn: string, roles: readonly string[], given: Given): Statements {
  const objects = `${bucketArn}/*`;
  const shared = sharedWith(roles);
  return [
    {
      sid: "AllowSSLRequestsOnly",
      effect: "Deny",
      actions: ["s3:*"],
      resources: [bucketArn, objects],
      principals: [{ type: "*", identifiers: ["*"] }],
      conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    },
    { sid: "SharedRolesList", actions: LIST_BUCKET, resources: [bucketArn], ...shared },
    { sid: "SharedRolesRead", actions: READ_OBJECTS, resources: [objects], ...shared },
    { sid: "SharedRolesWrite", actions: WRITE_OBJECTS, resources: [objects], ...shared },
    ...(isList(given) ? given : [{ list: given }]),
  ];
}

/** The key's policy, besides that the account administers it. */
export function keyStatements(roles: readonly string[], given: Given): Statements {
  const shared = sharedWith(roles);
  // Within a key's policy it means this key.
  const resources = ["*"];
  return [
    {
      sid: "SharedRolesUse",
      actions: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      resources,
      ...shared,
    },
    {
      // For services that work on a role's behalf, such as RDS: a grant to anybody else would pass the key on.
      sid: "SharedRolesGrantToServices",
      actions: ["kms:CreateGrant"],
      resources,
      ...shared,
      conditions: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    },
    ...(isList(given) ? given : [{ list: given, resources }]),
  ];
}

function sharedWith(roles: readonly string[]): Pick<PolicyStatement, "principals" | "when"> {
  const identifiers = Token.isUnresolved(roles)
    ? Fn.compact([...roles])
    : roles.filter((role) => role !== "");
  return { principals: [{ type: "AWS", identifiers }], when: hasAny(roles) };
}
