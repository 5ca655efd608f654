# Settings of the Prod environment. What each of them means stands in the README's table of settings.
region            = "eu-west-2"
deploy_role_arn   = "arn:aws:iam::333333333333:role/data-platform-deploy"
project           = "data-platform"
environment       = "Prod"
identifier_prefix = "data-platform-prod"
service_area      = "housing"

rds_instance_ids = ["housing-prod", "repairs-prod", "rents-prod"]

zone_bucket_id   = "data-platform-prod-landing-zone"
zone_bucket_arn  = "arn:aws:s3:::data-platform-prod-landing-zone"
zone_kms_key_arn = "arn:aws:kms:eu-west-2:666666666666:key/1b1b1b1b-2c2c-4d4d-8e8e-3f3f3f3f3f3f"

workflow_name           = "housing-prod-ingestion"
workflow_arn            = "arn:aws:glue:eu-west-2:333333333333:workflow/housing-prod-ingestion"
backdated_workflow_name = "housing-prod-backdated-ingestion"
backdated_workflow_arn  = "arn:aws:glue:eu-west-2:333333333333:workflow/housing-prod-backdated-ingestion"
alarm_action_arns       = ["arn:aws:sns:eu-west-2:333333333333:data-platform-alarms"]

export_retention_in_days = 60
log_retention_in_days    = 365

tags = {
  Application = "data-platform"
  Environment = "Prod"
  Team        = "data-engineering"
}
