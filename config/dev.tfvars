# Settings of the Dev environment. What each of them means stands in the README's table of settings.
region            = "eu-west-2"
deploy_role_arn   = "arn:aws:iam::111111111111:role/data-platform-deploy"
project           = "data-platform"
environment       = "Dev"
identifier_prefix = "data-platform-dev"
service_area      = "housing"

rds_instance_ids = ["housing-dev", "repairs-dev"]

zone_bucket_id   = "data-platform-dev-landing-zone"
zone_bucket_arn  = "arn:aws:s3:::data-platform-dev-landing-zone"
zone_kms_key_arn = "arn:aws:kms:eu-west-2:444444444444:key/1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f"

export_retention_in_days = 21
log_retention_in_days    = 30
lambda_tracing_mode      = "PassThrough"

tags = {
  Application = "data-platform"
  Environment = "Dev"
  Team        = "data-engineering"
}
