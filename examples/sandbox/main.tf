# The account of the sandbox, in which the pipeline is tried on a database of its own.
provider "aws" {
  alias  = "sandbox"
  region = var.region

  assume_role {
    role_arn = var.sandbox_deploy_role_arn
  }
}

# The network that every new account has. Where it was deleted, look up another by its tags.
data "aws_vpc" "sandbox" {
  provider = aws.sandbox
  default  = true
}

data "aws_subnets" "sandbox" {
  provider = aws.sandbox

  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.sandbox.id]
  }
}

# A small database, and a bastion by which Systems Manager reaches it.
module "sandbox" {
  source = "../../cdktf.out/stacks/db-snapshot-to-s3-sandbox-resources" # elsewhere: "https://<your releases>/db-snapshot-to-s3-sandbox-resources-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  providers = {
    aws.aws_sandbox_account = aws.sandbox
  }

  tags                   = var.tags
  identifier_prefix      = var.identifier_prefix
  aws_sandbox_account_id = var.sandbox_account_id
  aws_sandbox_vpc_id     = data.aws_vpc.sandbox.id
  aws_sandbox_subnet_ids = data.aws_subnets.sandbox.ids

  # The default network leads out by an internet gateway alone, which is no way for a bastion without a public address.
  # In a network with a NAT or transit gateway, or with such endpoints, leave this out.
  create_systems_manager_endpoints = true

  # Who exports the database's snapshots may use its key. The key's policy waits for the role, and the database does not.
  export_function_role_arns = [module.pipeline.rds_snapshot_to_s3_lambda_role_arn]
}

# The functions' code.
module "artefacts" {
  source = "../../cdktf.out/stacks/s3-bucket" # elsewhere: "https://<your releases>/s3-bucket-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  providers = {
    aws = aws.sandbox
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "Lambda Artefact Storage"
  bucket_identifier = "sandbox-lambda-artefact-storage"

  expire_noncurrent_objects_days = 90
  abort_multipart_days           = 7
}

# What RDS exports into. The landing zone has the copies, so that these files may go. Not before three weeks: a message
# that lies in a dead-letter queue for two of them must still find its files when it is put back.
module "exports" {
  source = "../../cdktf.out/stacks/s3-bucket"

  providers = {
    aws = aws.sandbox
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "RDS Export Storage"
  bucket_identifier = "sandbox-rds-export-storage"

  expire_objects_days            = 30
  expire_noncurrent_objects_days = 1
  expired_object_delete_marker   = true
  abort_multipart_days           = 7
}

module "pipeline" {
  source = "../../cdktf.out/stacks/db-snapshot-to-s3" # elsewhere: "https://<your releases>/db-snapshot-to-s3-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  providers = {
    aws = aws.sandbox
  }

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix

  # Known after the database is there: AWS takes no subscription to the events of one that is not.
  rds_instance_ids = [module.sandbox.database_identifier]
  service_area     = var.service_area

  lambda_artefact_storage_bucket = module.artefacts.bucket_id

  rds_export_storage_bucket_arn  = module.exports.bucket_arn
  rds_export_storage_bucket_id   = module.exports.bucket_id
  rds_export_storage_kms_key_arn = module.exports.kms_key_arn
  rds_export_storage_kms_key_id  = module.exports.kms_key_id

  zone_bucket_arn  = var.zone_bucket_arn
  zone_bucket_id   = var.zone_bucket_id
  zone_kms_key_arn = var.zone_kms_key_arn
}
