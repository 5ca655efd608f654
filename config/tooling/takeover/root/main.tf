# What somebody has who uses the modules that ours replace: the landing zone in one account, the pipeline in another.
# The takeover changes nothing here but `source`.

terraform {
  required_version = "~> 1.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}

locals {
  project           = "Data Platform"
  environment       = "dev"
  identifier_prefix = "Platform-Dev"

  # More than the ten that an S3 object takes, and one that a bucket may leave out.
  tags = merge(
    { for number in range(1, 11) : "Tag${number}" => "value ${number}" },
    { Team = "Data and Insight", BackupPolicy = "Dev" },
  )
}

module "raw_zone" {
  source = "./reference/s3-bucket"

  tags              = local.tags
  project           = local.project
  environment       = local.environment
  identifier_prefix = local.identifier_prefix
  bucket_name       = "Raw Zone"
  bucket_identifier = "raw-zone"

  bucket_policy_statements     = [local.copier_writes_to_zone]
  bucket_key_policy_statements = [local.copier_encrypts_for_zone, local.inventory_encrypts_in_zone]
}

module "lambda_artefact_storage" {
  source = "./reference/s3-bucket"

  tags                       = local.tags
  project                    = local.project
  environment                = local.environment
  identifier_prefix          = local.identifier_prefix
  bucket_name                = "Lambda Artefact Storage"
  bucket_identifier          = "api-lambda-artefact-storage"
  include_backup_policy_tags = false

  providers = { aws = aws.aws_api_account }
}

# The zips have an ACL, which a bucket of today takes only with this.
resource "aws_s3_bucket_ownership_controls" "lambda_artefact_storage" {
  provider = aws.aws_api_account
  bucket   = module.lambda_artefact_storage.bucket_id

  rule {
    object_ownership = "BucketOwnerPreferred"
  }
}

module "rds_export_storage" {
  source = "./reference/s3-bucket"

  tags                           = local.tags
  project                        = local.project
  environment                    = local.environment
  identifier_prefix              = local.identifier_prefix
  bucket_name                    = "RDS Export Storage"
  bucket_identifier              = "rds-export-storage"
  include_backup_policy_tags     = false
  expire_objects_days            = 90
  expire_noncurrent_objects_days = 30
  abort_multipart_days           = 7
  expired_object_delete_marker   = true
  enable_intelligent_tiering     = true
  intelligent_tiering_days       = 30
  role_arns_to_share_access_with = [module.db_snapshot_to_s3[0].rds_snapshot_to_s3_lambda_role_arn]

  providers = { aws = aws.aws_api_account }
}

module "db_snapshot_to_s3" {
  count  = 1
  source = "./reference/db-snapshot-to-s3"

  tags                           = local.tags
  project                        = local.project
  environment                    = local.environment
  identifier_prefix              = local.identifier_prefix
  lambda_artefact_storage_bucket = module.lambda_artefact_storage.bucket_id
  zone_kms_key_arn               = module.raw_zone.kms_key_arn
  zone_bucket_arn                = module.raw_zone.bucket_arn
  zone_bucket_id                 = module.raw_zone.bucket_id
  rds_export_storage_bucket_arn  = module.rds_export_storage.bucket_arn
  rds_export_storage_bucket_id   = module.rds_export_storage.bucket_id
  rds_export_storage_kms_key_arn = module.rds_export_storage.kms_key_arn
  rds_export_storage_kms_key_id  = module.rds_export_storage.kms_key_id
  service_area                   = "housing"
  rds_instance_ids               = ["housing-dev", "repairs-dev"]
  workflow_name                  = "housing-landed"
  workflow_arn                   = "arn:aws:glue:eu-west-2:123456789012:workflow/housing-landed"
  backdated_workflow_name        = "housing-backdated"
  backdated_workflow_arn         = "arn:aws:glue:eu-west-2:123456789012:workflow/housing-backdated"

  depends_on = [aws_s3_bucket_ownership_controls.lambda_artefact_storage]
  providers  = { aws = aws.aws_api_account }
}
