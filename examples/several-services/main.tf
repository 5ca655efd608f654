provider "aws" {
  region = var.region
}

# The functions' code of every service: below, each has a folder of its own.
module "artefacts" {
  source = "../../cdktf.out/stacks/s3-bucket" # elsewhere: "https://<your releases>/s3-bucket-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "Lambda Artefact Storage"
  bucket_identifier = "lambda-artefact-storage"

  expire_noncurrent_objects_days = 90
  abort_multipart_days           = 7
}

# What RDS exports into, for every service. The landing zone has the copies, so that these files may go. Not before three weeks: a message
# that lies in a dead-letter queue for two of them must still find its files when it is put back.
module "exports" {
  source = "../../cdktf.out/stacks/s3-bucket"

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

# Where the files of every service land, each in its own area. In the same account the copier's own policy is enough.
module "landing_zone" {
  source = "../../cdktf.out/stacks/s3-bucket"

  tags              = var.tags
  project           = var.project
  environment       = var.environment
  identifier_prefix = var.identifier_prefix
  bucket_name       = "Landing Zone"
  bucket_identifier = "landing-zone"
}

module "pipeline" {
  source   = "../../cdktf.out/stacks/db-snapshot-to-s3" # elsewhere: "https://<your releases>/db-snapshot-to-s3-<version>.zip?checksum=sha256:<from SHA256SUMS>"
  for_each = var.services

  tags              = merge(var.tags, { Service = each.key })
  project           = var.project
  environment       = var.environment
  identifier_prefix = "${var.identifier_prefix}-${each.key}"

  rds_instance_ids  = each.value.rds_instance_ids
  service_area      = each.value.service_area
  alarm_action_arns = var.alarm_action_arns

  # Without a folder each, one service would write over the other's code.
  lambda_artefact_storage_bucket = module.artefacts.bucket_id
  lambda_artefact_key_prefix     = "${each.key}/"

  rds_export_storage_bucket_arn  = module.exports.bucket_arn
  rds_export_storage_bucket_id   = module.exports.bucket_id
  rds_export_storage_kms_key_arn = module.exports.kms_key_arn
  rds_export_storage_kms_key_id  = module.exports.kms_key_id

  zone_bucket_arn  = module.landing_zone.bucket_arn
  zone_bucket_id   = module.landing_zone.bucket_id
  zone_kms_key_arn = module.landing_zone.kms_key_arn
}
