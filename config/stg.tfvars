# Settings of the Stg environment. What each of them means stands in the README's table of settings.
region            = "eu-west-2"
deploy_role_arn   = "arn:aws:iam::222222222222:role/data-platform-deploy"
project           = "data-platform"
environment       = "Stg"
identifier_prefix = "data-platform-stg"
service_area      = "housing"

rds_instance_ids = ["housing-stg", "repairs-stg"]

zone_bucket_id   = "data-platform-stg-landing-zone"
zone_bucket_arn  = "arn:aws:s3:::data-platform-stg-landing-zone"
zone_kms_key_arn = "arn:aws:kms:eu-west-2:555555555555:key/1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f"

workflow_name = "housing-stg-ingestion"
workflow_arn  = "arn:aws:glue:eu-west-2:222222222222:workflow/housing-stg-ingestion"

tags = {
  Application = "data-platform"
  Environment = "Stg"
  Team        = "data-engineering"
}
