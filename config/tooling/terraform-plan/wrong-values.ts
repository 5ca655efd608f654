/** A value that the plan must refuse, with the rule that its message must name. */
export interface WrongValue {
  readonly value: unknown;
  readonly rule: string;
}

/** One mistake of each kind that people make, by variable. */
export const wrongValues: Readonly<Record<string, WrongValue>> = {
  rds_instance_ids: { value: ["housing-prod", "Housing_Prod", "housing-prod-"], rule: "regex" },
  alarm_action_arns: {
    value: ["arn:aws:sns:eu-west-2:111111111111:alarms", "arn:aws:sns:eu-west-2:111111111111:alarms"],
    rule: "unique",
  },
  identifier_prefix: {
    value: "a-prefix-with-which-the-names-of-the-roles-become-too-long-for-aws",
    rule: "length",
  },
  project: { value: "", rule: "length" },
  zone_kms_key_arn: { value: "arn:aws:kms:eu-west-2:111111111111:alias/zone", rule: "regex" },
  zone_bucket_arn: { value: "arn:aws:s3:::zone/*", rule: "regex" },
  zone_bucket_id: { value: "Zone", rule: "regex" },
  service_area: { value: "housing/repairs", rule: "regex" },
  tags: { value: { "aws:team": "data" }, rule: "regex" },
  copier_lambda_memory_size: { value: 64, rule: "range" },
  export_lambda_memory_size: { value: 512.5, rule: "range" },
  export_retention_in_days: { value: 7, rule: "range" },
  log_retention_in_days: { value: 10, rule: "one of" },
  lambda_runtime: { value: "nodejs14.x", rule: "one of" },
};
