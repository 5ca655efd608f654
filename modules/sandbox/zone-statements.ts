import { Fn, Token } from "cdktf";
import type { BucketStatement, KeyStatement } from "../../config/settings/policy-statement";
import { either, type Truth } from "../shared/truth";

export interface ZoneGrant {
  /** Begins the statements' names, so that one zone can have those of several sandboxes. */
  readonly identifierPrefix: string;
  readonly bucketArn: string;
  /** First path segment in the zone. */
  readonly serviceArea: string;
  /** Second one. */
  readonly databaseName: string;
  readonly copierRoleArn: string;
  /** The account that the role is in, as a principal. */
  readonly rootArn: string;
  /** Whether files are copied in parts, which S3 decrypts again to put them together. */
  readonly multipartCopies: Truth;
}

type WithConditions<S extends KeyStatement> = S & { readonly conditions: NonNullable<S["conditions"]> };

/** What the policies of a landing zone's bucket and of its key have to allow, in the form of our bucket's inputs. */
export interface ZoneStatements {
  readonly bucket: readonly WithConditions<BucketStatement>[];
  readonly key: readonly WithConditions<KeyStatement>[];
}

/**
 * What the copier needs of a landing zone for one database, and nothing else.
 *
 * The principal is the role's account, the role a condition. AWS refuses a policy that names a role which does not exist,
 * and turns the name of one that does into its unique id: such a policy would be void as soon as the sandbox is destroyed
 * and made again. A condition on `aws:PrincipalArn` compares the ARN, which stays the same (IAM user guide, "AWS JSON
 * policy elements: Principal"). The account by itself gets nothing by it.
 */
export function zoneStatements(grant: ZoneGrant): ZoneStatements {
  const { identifierPrefix, bucketArn, serviceArea, databaseName, copierRoleArn, rootArn } = grant;
  const sidOf = (what: string): string => `${withoutHyphens(identifierPrefix)}SandboxCopier${what}`;
  const landings = `${serviceArea}/${databaseName}/*`;
  const principals = { type: "AWS", identifiers: [rootArn] };
  const isCopier = { test: "ArnEquals", variable: "aws:PrincipalArn", values: [copierRoleArn] };
  return {
    bucket: [
      {
        sid: sidOf("Lists"),
        effect: "Allow",
        actions: ["s3:ListBucket"],
        resources: [bucketArn],
        principals,
        conditions: [isCopier, { test: "StringLike", variable: "s3:prefix", values: [landings] }],
      },
      {
        sid: sidOf("Lands"),
        effect: "Allow",
        actions: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
        resources: [`${bucketArn}/${landings}`],
        principals,
        conditions: [isCopier],
      },
    ],
    key: [
      {
        sid: sidOf("Encrypts"),
        effect: "Allow",
        actions: either(
          grant.multipartCopies,
          ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
          ["kms:Encrypt", "kms:GenerateDataKey"],
        ),
        principals,
        conditions: [isCopier],
      },
    ],
  };
}

/** A statement's name is letters and digits where policies are strictest (IAM user guide, "AWS JSON policy elements: Sid"). */
function withoutHyphens(text: string): string {
  if (!Token.isUnresolved(text)) return text.replaceAll("-", "");
  return Fn.replace(text, "-", Token.asString(Fn.rawString("")));
}
