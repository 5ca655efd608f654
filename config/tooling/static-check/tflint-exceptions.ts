/** An issue of tflint's that stays in one folder, and why. */
export interface TflintException {
  /** What the folder is called in the report. */
  readonly subject: string;
  readonly rule: string;
  /** What tflint's message names in quotation marks. */
  readonly name: string;
  readonly reason: string;
}

const SANDBOX = "module db-snapshot-to-s3-sandbox-resources";
const UNUSED = "terraform_unused_declarations";

const LOOKED_UP =
  "Looked up for its conditions: the account and the network that the caller names are checked before anything is made.";

const SANDBOX_INPUT =
  "An input of the module that this one replaces, in its callers' module blocks. Nothing is made yet that it would name.";

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
  { subject: SANDBOX, rule: UNUSED, name: "aws_caller_identity", reason: LOOKED_UP },
  { subject: SANDBOX, rule: UNUSED, name: "aws_vpc", reason: LOOKED_UP },
  { subject: SANDBOX, rule: UNUSED, name: "identifier_prefix", reason: SANDBOX_INPUT },
  { subject: SANDBOX, rule: UNUSED, name: "tags", reason: SANDBOX_INPUT },
];
