/**
 * Outputs of the root stack `sandbox` that the commands `npm run sandbox:…` read. The stack declares each of them, the
 * commands parse each of them: neither compiles without the same names.
 */
export const SANDBOX_OUTPUTS = {
  region: "AWS region of the sandbox.",
  aws_account_id: "Account of the sandbox.",
  identifier_prefix: "Prefix of every AWS name.",
  service_area: "First path segment in the landing zone.",
  database_identifier:
    "Identifier of the sandbox's database instance, which is in the pipeline's list of instances.",
  database_host: "Host of the database, within its VPC.",
  database_port: "Port of the database.",
  database_name: "Name of the database in the instance, and second path segment in the landing zone.",
  database_secret_arn: "Secret with the master user's name and password, which RDS makes and rotates.",
  bastion_instance_id: "Instance through which Systems Manager reaches the database.",
  export_bucket_id: "Bucket that RDS exports into.",
  zone_bucket_id: "Bucket of the landing zone.",
  zone_is_of_the_sandbox: "Whether the sandbox made the landing zone: true or false.",
  export_queue_url: "Queue of the snapshots to export.",
  export_dead_letter_queue_url:
    "Queue of the snapshots that were not exported, each with its reason and what to do.",
  copier_queue_url: "Queue of the exports to copy.",
  copier_dead_letter_queue_url:
    "Queue of the exports that did not land, each with its reason and what to do.",
  snapshot_topic_arn: "Topic of the instances' backup events.",
  copier_log_group_name: "Log group of the copier function.",
} as const;

export type SandboxOutputName = keyof typeof SANDBOX_OUTPUTS;
