/** An issue of tflint's that stays in one folder, and why. */
export interface TflintException {
  /** What the folder is called in the report. */
  readonly subject: string;
  readonly rule: string;
  /** What tflint's message names in quotation marks. */
  readonly name: string;
  readonly reason: string;
}

const UNUSED = "terraform_unused_declarations";

const LOOKED_UP =
  "Looked up for its condition: the account that the caller names is checked before anything is made.";

/** Every issue that stays. One that is not listed fails the check, and so does an entry that is no issue any more. */
export const tflintExceptions: readonly TflintException[] = [
  {
    subject: "module db-snapshot-to-s3",
    rule: UNUSED,
    name: "aws_account_suffix",
    reason:
      "An input of the module that this one replaces, and in its callers' module blocks: without it, they would have " +
      "to be edited. Nothing that the module creates has a name that is unique in all of AWS.",
  },
  {
    subject: "module db-snapshot-to-s3-sandbox-resources",
    rule: UNUSED,
    name: "aws_caller_identity",
    reason: LOOKED_UP,
  },
  { subject: "root stack sandbox", rule: UNUSED, name: "aws_caller_identity", reason: LOOKED_UP },
];
