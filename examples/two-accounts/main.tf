# The account of the databases: everything but the landing zone.
provider "aws" {
  alias  = "databases"
  region = var.region

  assume_role {
    role_arn = var.databases_deploy_role_arn
  }
}

# The account of the landing zone.
provider "aws" {
  alias  = "zone"
  region = var.region

  assume_role {
    role_arn = var.zone_deploy_role_arn
  }
}

# The functions' code.
module "artefacts" {
  source = "../../cdktf.out/stacks/s3-bucket" # elsewhere: "https://<your releases>/s3-bucket-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  providers = {
    aws = aws.databases
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "Lambda Artefact Storage"
  bucket_identifier = "lambda-artefact-storage"

  expire_noncurrent_objects_days = 90
  abort_multipart_days           = 7
}

# What RDS exports into. The landing zone has the copies, so that these files may go. Not before three weeks: a message
# that lies in a dead-letter queue for two of them must still find its files when it is put back.
module "exports" {
  source = "../../cdktf.out/stacks/s3-bucket"

  providers = {
    aws = aws.databases
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "RDS Export Storage"
  bucket_identifier = "rds-export-storage"

  expire_objects_days            = 30
  expire_noncurrent_objects_days = 1
  expired_object_delete_marker   = true
  abort_multipart_days           = 7
}

# Where the files land. Its policies name the copier's role by the pipeline's output, so that Terraform makes the role
# first: AWS takes no policy with a principal that does not exist.
module "landing_zone" {
  source = "../../cdktf.out/stacks/s3-bucket"

  providers = {
    aws = aws.zone
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "Landing Zone"
  bucket_identifier = "landing-zone"

  bucket_policy_statements = [
    {
      sid        = "CopierLists"
      effect     = "Allow"
      actions    = ["s3:ListBucket"]
      resources  = [module.landing_zone.bucket_arn]
      principals = local.copier
      conditions = [{ test = "StringLike", variable = "s3:prefix", values = ["${var.service_area}/*"] }]
    },
    {
      sid        = "CopierLands"
      effect     = "Allow"
      actions    = ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"]
      resources  = ["${module.landing_zone.bucket_arn}/${var.service_area}/*"]
      principals = local.copier
    },
  ]

  bucket_key_policy_statements = [
    {
      sid        = "CopierEncrypts"
      effect     = "Allow"
      actions    = ["kms:Encrypt", "kms:GenerateDataKey"]
      principals = local.copier
    },
  ]
}

locals {
  copier = {
    type        = "AWS"
    identifiers = [module.pipeline.s3_to_s3_copier_lambda_role_arn]
  }
}

# What is started after a landing: in the account of the databases, where the copier runs.
resource "aws_glue_workflow" "landed" {
  provider = aws.databases

  name        = "${var.identifier_prefix}-landed"
  description = "Takes up what has landed in ${module.landing_zone.bucket_url}/${var.service_area}/."
  tags        = var.tags
}

module "pipeline" {
  source = "../../cdktf.out/stacks/db-snapshot-to-s3" # elsewhere: "https://<your releases>/db-snapshot-to-s3-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  providers = {
    aws = aws.databases
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix

  rds_instance_ids  = var.rds_instance_ids
  service_area      = var.service_area
  alarm_action_arns = var.alarm_action_arns

  workflow_name = aws_glue_workflow.landed.name
  workflow_arn  = aws_glue_workflow.landed.arn

  lambda_artefact_storage_bucket = module.artefacts.bucket_id

  rds_export_storage_bucket_arn  = module.exports.bucket_arn
  rds_export_storage_bucket_id   = module.exports.bucket_id
  rds_export_storage_kms_key_arn = module.exports.kms_key_arn
  rds_export_storage_kms_key_id  = module.exports.kms_key_id

  zone_bucket_arn  = module.landing_zone.bucket_arn
  zone_bucket_id   = module.landing_zone.bucket_id
  zone_kms_key_arn = module.landing_zone.kms_key_arn
}
