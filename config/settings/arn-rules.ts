import type { RegexRule } from "./rule";

/**
 * Patterns for ARNs and names that go into policies and messages: a wildcard in one of them would widen a grant,
 * so none is let through. RE2 syntax.
 */
const PARTITION = "arn:aws[a-z-]*";
const ACCOUNT = "[0-9]{12}";
const REGION = "[a-z0-9-]+";

type ValueRegex = RegexRule & { readonly to: "value" };

function arn(pattern: string, words: string): ValueRegex {
  return { kind: "regex", to: "value", pattern: `^${pattern}$`, words };
}

/** @returns the rule for a value that may be left empty */
export function orEmpty(rule: ValueRegex): ValueRegex {
  return {
    ...rule,
    pattern: `^(?:${rule.pattern.slice(1, -1)})?$`,
    words: `empty, or ${rule.words}`,
  };
}

/** ARN of a KMS key. An alias's ARN is no use in a policy. */
export const kmsKeyArn = arn(
  `${PARTITION}:kms:${REGION}:${ACCOUNT}:key/[A-Za-z0-9-]+`,
  "the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>), not of an alias",
);

/** Id or ARN of a KMS key. */
export const kmsKeyId = arn(
  `(?:${PARTITION}:kms:${REGION}:${ACCOUNT}:key/)?[A-Za-z0-9-]+`,
  "the id of a KMS key, or its ARN, not an alias",
);

/** One label of a bucket name: lower-case letters, digits, hyphens within. */
const LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
const BUCKET = `${LABEL}(?:\\.${LABEL})*`;

/** ARN of an S3 bucket, without a key or a wildcard after it. */
export const bucketArn = arn(`${PARTITION}:s3:::${BUCKET}`, "the ARN of a bucket (arn:aws:s3:::<name>)");

/** Name of an S3 bucket (length apart). */
export const bucketName = arn(
  BUCKET,
  "a bucket name: lower-case letters, digits, dots and hyphens, a letter or digit at both ends",
);

/** ARN of a Glue workflow, or nothing. */
export const glueWorkflowArnOrEmpty = orEmpty(
  arn(
    `${PARTITION}:glue:${REGION}:${ACCOUNT}:workflow/[^\\x00-\\x1f/*?]{1,255}`,
    "the ARN of a Glue workflow (arn:aws:glue:<region>:<account>:workflow/<name>)",
  ),
);

/** Name of a Glue workflow, or nothing. */
export const glueWorkflowNameOrEmpty = orEmpty(
  arn("[^\\x00-\\x1f/*?]{1,255}", "a Glue workflow's name: 1 to 255 characters, none of / * ?"),
);

/** ARN of an IAM role. */
export const roleArn = arn(
  `${PARTITION}:iam::${ACCOUNT}:role/[A-Za-z0-9+=,.@_/-]+`,
  "the ARN of an IAM role (arn:aws:iam::<account>:role/<name>)",
);

/** ARN of an IAM role, or nothing. */
export const roleArnOrEmpty = orEmpty(roleArn);

/** ARN of an SNS topic that an alarm may publish to. */
export const topicArnPattern = `^${PARTITION}:sns:${REGION}:${ACCOUNT}:[A-Za-z0-9_-]{1,256}$`;
