/**
 * The resources of the module that this one replaces, none of which is here yet. Where somebody puts this module in
 * its place, Terraform forgets them: they run on in AWS, and no database is destroyed for a missing line. An address
 * leaves this list when its resource comes.
 */
export const LEFT_TO_THEMSELVES = [
  "aws_db_instance.rds_sandbox_snapshot_to_s3_postgres",
  "aws_db_subnet_group.sandbox_db_subnet_group",
  "aws_iam_instance_profile.bastion",
  "aws_iam_role.bastion",
  "aws_iam_role_policy_attachment.bastion",
  "aws_instance.bastion",
  "aws_key_pair.generated_key",
  "aws_kms_alias.sandbox_db_key_alias",
  "aws_kms_key.key",
  "aws_secretsmanager_secret.sandbox_db_credentials",
  "aws_secretsmanager_secret_version.sandbox_db_credentials",
  "aws_security_group.bastion",
  "aws_security_group.rds_snapshot_to_s3",
  "aws_security_group_rule.bastion_egress",
  "aws_security_group_rule.bastion_egress_to_systems_manager",
  "aws_security_group_rule.rds_snapshot_to_s3_ingress",
  "aws_ssm_parameter.bastion_key",
  "random_password.sandbox_db_password",
  "tls_private_key.bastion_key",
] as const;
