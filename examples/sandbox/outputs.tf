output "database_identifier" {
  description = "Database whose snapshots the pipeline exports."
  value       = module.sandbox.database_identifier
}

output "database_host" {
  description = "Its host, within the VPC."
  value       = module.sandbox.database_host
}

output "database_secret_arn" {
  description = "Secret with its master user's name and password, which RDS makes and rotates."
  value       = module.sandbox.database_secret_arn
}

output "bastion_instance_id" {
  description = "Instance through which Systems Manager reaches it."
  value       = module.sandbox.bastion_instance_id
}

output "copier_role_arn" {
  description = "Role that writes into the landing zone, for the zone's owner."
  value       = module.pipeline.s3_to_s3_copier_lambda_role_arn
}

output "dead_letter_queue_urls" {
  description = "Where to look when nothing lands: each letter says what went wrong, and what to do."
  value = {
    export = module.pipeline.export_dead_letter_queue_url
    copier = module.pipeline.copier_dead_letter_queue_url
  }
}
