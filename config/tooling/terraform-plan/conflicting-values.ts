/** Values that are right each by itself and that the plan must refuse together, with what it must say of them. */
export interface ConflictingValues {
  /** What goes wrong, in a word. */
  readonly what: string;
  readonly values: Readonly<Record<string, string>>;
  /** Pieces of Terraform's messages. */
  readonly messages: readonly string[];
}

const WORKFLOW = "arn:aws:glue:eu-west-2:111111111111:workflow/ingestion";

/** One plan each, over the values of Dev: a bucket that is refused keeps Terraform from looking at what needs it. */
export const conflictingValues: readonly ConflictingValues[] = [
  {
    what: "buckets' names that are too long",
    values: { identifier_prefix: "Prefix-by-itself-short-enough-for-it", aws_account_suffix: "-7777777777" },
    messages: [
      "name Prefix-by-itself-short-enough-for-it-lambda-artefact-storage-7777777777: expected at most 63",
      "name Prefix-by-itself-short-enough-for-it-rds-export-storage-7777777777: expected at most 63",
    ],
  },
  {
    what: "ARNs of something else",
    values: {
      zone_bucket_arn: "arn:aws:s3:::another-landing-zone",
      workflow_name: "gestion",
      workflow_arn: WORKFLOW,
      backdated_workflow_name: "backdated",
      backdated_workflow_arn: WORKFLOW,
    },
    messages: [
      "zone_bucket_arn: expected the ARN of the bucket that zone_bucket_id names (data-platform-dev-landing-zone)",
      "workflow_arn: expected the ARN of the workflow that workflow_name names (gestion)",
      "backdated_workflow_arn: expected the ARN of the workflow that backdated_workflow_name names (backdated)",
    ],
  },
  {
    what: "one without the other",
    values: { workflow_name: "ingestion", backdated_workflow_arn: WORKFLOW },
    messages: [
      'workflow_name and workflow_arn: expected both or neither, got "ingestion" and "".',
      `backdated_workflow_name and backdated_workflow_arn: expected both or neither, got "" and "${WORKFLOW}".`,
    ],
  },
];
