/** Inputs of the module that this one replaces, all of them required, and their types. */
export const REFERENCE_INPUTS = {
  tags: "map(string)",
  identifier_prefix: "string",
  aws_sandbox_account_id: "string",
  aws_sandbox_vpc_id: "string",
  aws_sandbox_subnet_ids: "list(string)",
} as const;

/** Inputs that only ours has, each with the reason. */
export const OUR_INPUTS = {
  export_function_role_arns:
    "the reference's key policy names the export function's role in a block that somebody uncomments for a last apply",
  postgres_version: "the reference's 14.6 is out of support, and the next one will be some day",
  database_instance_class: "the smallest class is not in every region",
  create_systems_manager_endpoints: "without a way out of the first subnet the bastion cannot be reached",
  log_retention_in_days: "the reference exports no logs",
  cost_sweeper_tags: "the reference's one tag is fixed, and only the bastion has it",
} as const;

/** The reference has none: people look all of this up by hand. */
export const OUR_OUTPUTS = [
  "database_identifier",
  "database_host",
  "database_port",
  "database_name",
  "database_secret_arn",
  "database_kms_key_arn",
  "bastion_instance_id",
] as const;

const DATABASE = "ip-dev-rds-snapshot-to-cross-account-s3-sandbox-db";
const SWEPT = { Team: "data", OOOShutdown: "true" };

/** Resources of the reference that ours has too, with the arguments that matter, for a prefix of `IP-dev`. */
export const REFERENCE_RESOURCES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "aws_security_group.rds_snapshot_to_s3": { name: "ip-dev-rds-snapshot-to-s3", tags: { Team: "data" } },
  "aws_security_group_rule.rds_snapshot_to_s3_ingress": {
    type: "ingress",
    protocol: "tcp",
    from_port: 5432,
    to_port: 5432,
    security_group_id: "${aws_security_group.rds_snapshot_to_s3.id}",
    source_security_group_id: "${aws_security_group.bastion.id}",
  },
  "aws_db_subnet_group.sandbox_db_subnet_group": { name: "ip-dev-sandbox-db-subnet-group" },
  "aws_kms_key.key": { deletion_window_in_days: 7, enable_key_rotation: true },
  "aws_kms_alias.sandbox_db_key_alias": {
    name: "alias/ip-dev-sandbox-db",
    target_key_id: "${aws_kms_key.key.key_id}",
  },
  "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres": {
    identifier: DATABASE,
    engine: "postgres",
    instance_class: "db.t3.micro",
    db_name: "ip_dev_sandbox",
    username: "sandbox_db_admin",
    port: 5432,
    storage_encrypted: true,
    kms_key_id: "${aws_kms_key.key.arn}",
    publicly_accessible: false,
    multi_az: false,
    backup_retention_period: 1,
    backup_window: "00:01-00:31",
    maintenance_window: "sun:04:00-sun:04:30",
    skip_final_snapshot: true,
    deletion_protection: false,
    apply_immediately: true,
    vpc_security_group_ids: ["${aws_security_group.rds_snapshot_to_s3.id}"],
    db_subnet_group_name: "${aws_db_subnet_group.sandbox_db_subnet_group.name}",
  },
  "aws_instance.bastion": {
    instance_type: "t3.micro",
    associate_public_ip_address: false,
    iam_instance_profile: "${aws_iam_instance_profile.bastion.name}",
    vpc_security_group_ids: ["${aws_security_group.bastion.id}"],
    tags: { ...SWEPT, Name: "${aws_iam_role.bastion.name}" },
  },
  "aws_security_group.bastion": { name: "ip-dev-sandbox-bastion", revoke_rules_on_delete: true },
  "aws_security_group_rule.bastion_egress": {
    type: "egress",
    protocol: "tcp",
    from_port: 5432,
    to_port: 5432,
    security_group_id: "${aws_security_group.bastion.id}",
    source_security_group_id: "${aws_security_group.rds_snapshot_to_s3.id}",
  },
  "aws_security_group_rule.bastion_egress_to_systems_manager": {
    type: "egress",
    protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_blocks: ["0.0.0.0/0"],
    security_group_id: "${aws_security_group.bastion.id}",
  },
  "aws_iam_role.bastion": { name: "ip-dev-sandbox-bastion" },
  "aws_iam_role_policy_attachment.bastion": {
    role: "${aws_iam_role.bastion.name}",
  },
  "aws_iam_instance_profile.bastion": {
    name: "ip-dev-sandbox-bastion-profile",
    role: "${aws_iam_role.bastion.name}",
  },
};

/** Resources that only ours has, each with the reason. */
export const ADDED = {
  "aws_iam_policy.bastion":
    "what the agent needs; AmazonSSMManagedInstanceCore would also let who has a session read the account's parameters",
  "aws_kms_key_policy.key":
    "a principal must exist before a key policy may name it: apart from the key it can wait for the export function's role",
  "aws_cloudwatch_log_group.sandbox_db_postgresql": "RDS would make it, without an end, and leave it behind",
  "aws_cloudwatch_log_group.sandbox_db_upgrade": "the same",
  "aws_security_group.systems_manager_endpoints": "for create_systems_manager_endpoints; none by default",
  "aws_security_group_rule.systems_manager_endpoints_ingress": "the same",
  "aws_vpc_endpoint.systems_manager_ssm": "the same",
  "aws_vpc_endpoint.systems_manager_ssmmessages": "the same",
} as const;

/** Resources of the reference that ours has not, each with the reason. Terraform destroys what a state has of them. */
export const LEFT_OUT = {
  "random_password.sandbox_db_password": "a password in the state; RDS makes one",
  "aws_secretsmanager_secret.sandbox_db_credentials":
    "RDS has a secret of its own, and changes what is in it",
  "aws_secretsmanager_secret_version.sandbox_db_credentials": "the same",
  "tls_private_key.bastion_key": "a private key in the state; Systems Manager needs none",
  "aws_key_pair.generated_key": "the same",
  "aws_ssm_parameter.bastion_key": "the same",
} as const;

/** Arguments that ours sets otherwise, or that the reference leaves to AWS, each with the reason. */
export const DIFFERENCES: readonly {
  readonly of: string;
  readonly ours: Readonly<Record<string, unknown>>;
  readonly reason: string;
}[] = [
  {
    of: "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres",
    ours: { engine_version: "17", auto_minor_version_upgrade: true, allow_major_version_upgrade: true },
    reason: "a supported version, whose minor one RDS keeps current; a higher input upgrades",
  },
  {
    of: "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres",
    ours: { manage_master_user_password: true, master_user_secret_kms_key_id: "${aws_kms_key.key.arn}" },
    reason: "no password in the state",
  },
  {
    of: "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres",
    ours: { allocated_storage: 20, max_allocated_storage: 40, storage_type: "gp3" },
    reason: "RDS documents 20 GB as the least, and grows by 10 or more: from 5 to 6 it never would",
  },
  {
    of: "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres",
    ours: {
      enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"],
      copy_tags_to_snapshot: true,
      tags: SWEPT,
    },
    reason:
      "logs that outlive the instance's files, snapshots that say whose they are, a tag for the cost sweeper",
  },
  {
    of: "aws_instance.bastion",
    ours: {
      ami: "${data.aws_ssm_parameter.bastion_image.insecure_value}",
      ebs_optimized: true,
      root_block_device: { encrypted: true, volume_type: "gp3", volume_size: 10, tags: { Team: "data" } },
    },
    reason: "Amazon Linux 2 is at its end; an encrypted volume",
  },
  {
    of: "aws_instance.bastion",
    ours: {
      metadata_options: { http_endpoint: "enabled", http_tokens: "required", http_put_response_hop_limit: 1 },
    },
    reason: "the reference's, and no further than the instance itself",
  },
  {
    of: "aws_iam_role_policy_attachment.bastion",
    ours: { policy_arn: "${aws_iam_policy.bastion.arn}" },
    reason: "a policy with what the agent needs, in place of AWS's, which gives more",
  },
  {
    of: "aws_security_group.rds_snapshot_to_s3",
    ours: { revoke_rules_on_delete: true },
    reason: "two groups that name each other could not be deleted with a rule left in them",
  },
  {
    of: "aws_db_subnet_group.sandbox_db_subnet_group",
    ours: { tags: { Team: "data" } },
    reason: "the reference does not tag it",
  },
];
