import type { WrongValue } from "./wrong-values";

type Fields = Readonly<Record<string, unknown>>;

const PRINCIPALS = { type: "AWS", identifiers: ["arn:aws:iam::222222222222:role/reader"] };
const RIGHT_FOR_KEY = { sid: "Reader", effect: "Allow", actions: ["kms:Decrypt"], principals: PRINCIPALS };
const RIGHT = { ...RIGHT_FOR_KEY, actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] };
const CONDITION = { test: "StringEquals", variable: "aws:PrincipalOrgID", values: ["o-0123456789"] };

/** One mistake in each field of a statement. */
function wrongStatements(right: Fields, foreignAction: string): readonly WrongValue[] {
  const wrong = (rule: WrongValue["rule"], fields: Fields): WrongValue => ({
    value: [{ ...right, ...fields }],
    rule,
  });
  const principals = (changed: Fields): Fields => ({ principals: { ...PRINCIPALS, ...changed } });
  const condition = (changed: Fields): Fields => ({ conditions: [{ ...CONDITION, ...changed }] });
  return [
    wrong("regex", { sid: "Lesezugriff für alle" }),
    wrong("regex", { sid: "AllowSSLRequestsOnly" }),
    { value: [right, right], rule: "unique" },
    wrong("one of", { effect: "allow" }),
    wrong("length", { actions: [] }),
    wrong("regex", { actions: [foreignAction] }),
    wrong("one of", principals({ type: "Role" })),
    wrong("length", principals({ identifiers: [] })),
    wrong("regex", principals({ identifiers: ["the reader"] })),
    wrong("regex", condition({ test: "String Equals" })),
    wrong("regex", condition({ variable: "PrincipalOrgID" })),
    wrong("length", condition({ values: [] })),
  ];
}

/** Mistakes with the variables that only `s3-bucket` has. */
export const wrongBucketValues: Readonly<Record<string, readonly WrongValue[]>> = {
  bucket_name: [{ value: "", rule: "length" }],
  bucket_identifier: [
    { value: "artefact_storage", rule: "regex" },
    { value: "b".repeat(62), rule: "length" },
  ],
  role_arns_to_share_access_with: [{ value: ["arn:aws:iam::222222222222:role/*"], rule: "regex" }],
  bucket_policy_statements: [
    ...wrongStatements(RIGHT, "kms:Decrypt"),
    { value: [{ ...RIGHT, resources: [] }], rule: "length" },
    { value: [{ ...RIGHT, resources: ["bucket/*"] }], rule: "regex" },
  ],
  bucket_key_policy_statements: wrongStatements(RIGHT_FOR_KEY, "s3:GetObject"),
  object_ownership: [{ value: "BucketOwner", rule: "one of" }],
  expire_objects_days: [
    { value: 0, rule: "range" },
    { value: 30.5, rule: "range" },
  ],
  expire_noncurrent_objects_days: [{ value: 0, rule: "range" }],
  abort_multipart_days: [{ value: -1, rule: "range" }],
  intelligent_tiering_days: [{ value: -1, rule: "range" }],
};
