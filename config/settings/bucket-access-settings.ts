import { BUCKET_STATEMENTS, KEY_STATEMENTS, PRINCIPAL_TYPES } from "./policy-statement";
import type { RulesByType } from "./rule";
import type { Settings } from "./setting";

/** Who owns what others write (API_OwnershipControlsRule); the first means that ACLs are not asked. */
export const OBJECT_OWNERSHIP = ["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"] as const;

type StatementRules = RulesByType[typeof KEY_STATEMENTS][];

/** Sids of the module's own statements: a policy cannot have the same one twice. */
const OWN_SIDS = "^(?:AllowSSLRequestsOnly|SharedRoles[A-Za-z]*|Account)$";

/** The rules for the fields that statements of both policies have. */
function statementRules(service: "s3" | "kms"): StatementRules {
  return [
    {
      kind: "regex",
      of: "sid",
      to: "value",
      pattern: "^[ -~]+$",
      words: "letters, digits, spaces and punctuation of ASCII, at least one",
    },
    {
      kind: "regex",
      of: "sid",
      to: "value",
      pattern: OWN_SIDS,
      refuse: true,
      words:
        "none of the module's own: AllowSSLRequestsOnly, Account, and those that begin with SharedRoles and go on in letters",
    },
    { kind: "unique", of: "sid", to: "value" },
    { kind: "one of", of: "effect", to: "value", values: ["Allow", "Deny"] },
    { kind: "length", of: "actions", to: "value", min: 1 },
    {
      kind: "regex",
      of: "actions",
      to: "each",
      pattern: `^(?:\\*|(?i:${service}):[A-Za-z*?]+)$`,
      words: `an action of the service, such as ${service === "s3" ? "s3:GetObject" : "kms:Decrypt"}, or *`,
    },
    {
      kind: "one of",
      of: "principals.type",
      to: "value",
      values: PRINCIPAL_TYPES,
    },
    { kind: "length", of: "principals.identifiers", to: "value", min: 1 },
    {
      kind: "regex",
      of: "principals.identifiers",
      to: "each",
      pattern: "^(?:\\*|[!-)+->@-~]+)$",
      words:
        "who is meant, such as the ARN of a role, without spaces and wildcards; or * alone, for everybody",
    },
    {
      kind: "regex",
      of: "conditions.test",
      to: "each",
      pattern: "^(?:(?:ForAllValues|ForAnyValue):)?[A-Za-z]+$",
      words: "an IAM condition operator, such as StringEquals",
    },
    {
      kind: "regex",
      of: "conditions.variable",
      to: "each",
      pattern: "^[a-z0-9-]+:[!-~]+$",
      words: "an IAM condition key, such as aws:PrincipalOrgID",
    },
    { kind: "length", of: "conditions.values", to: "each", min: 1 },
  ];
}

/** Who may reach the bucket besides those whom its account's IAM policies allow it. */
export const bucketAccessSettings = {
  role_arns_to_share_access_with: {
    type: "list(string)",
    description:
      "Roles, of this account or of others, that list the bucket and read and write its objects, and use its key. None of them may administer bucket or key. Each must exist already. Null and empty elements are left out.",
    default: [],
    nullElements: true,
    rules: [
      {
        kind: "regex",
        to: "each",
        pattern:
          "^(?:arn:aws[a-z-]*:(?:iam::[0-9]{12}:(?:root|(?:role|user)/[^*?\\x00-\\x20]+)|sts::[0-9]{12}:assumed-role/[^*?\\x00-\\x20]+))?$",
        words:
          "the ARN of an IAM role (arn:aws:iam::<account>:role/<name>), user, session or whole account (arn:aws:iam::<account>:root), without wildcards",
      },
    ],
  },
  bucket_policy_statements: {
    type: BUCKET_STATEMENTS,
    description:
      "Further statements of the bucket's policy, which the module writes as a whole. Principals in them must exist already.",
    default: [],
    rules: [
      ...statementRules("s3"),
      { kind: "length", of: "resources", to: "value", min: 1 },
      {
        kind: "regex",
        of: "resources",
        to: "each",
        // A key, unlike a bucket's name, may have spaces in it.
        pattern: "^arn:aws[a-z-]*:s3:::[^\\x00-\\x20/]+(?:/[^\\x00-\\x1f]*)?$",
        words: "the ARN of the bucket or of objects in it: arn:aws:s3:::<name> or arn:aws:s3:::<name>/<key>",
      },
    ],
  },
  bucket_key_policy_statements: {
    type: KEY_STATEMENTS,
    description:
      "Further statements of the policy of the bucket's key; the key is their resource. Principals in them must exist already.",
    default: [],
    rules: statementRules("kms"),
  },
  object_ownership: {
    type: "string",
    description:
      "Who owns objects that others write: BucketOwnerEnforced (the bucket's owner, ACLs mean nothing), BucketOwnerPreferred or ObjectWriter. null: left as it is, which for a new bucket is BucketOwnerEnforced.",
    default: null,
    rules: [
      {
        kind: "one of",
        to: "value",
        values: OBJECT_OWNERSHIP,
      },
    ],
  },
} as const satisfies Settings;
