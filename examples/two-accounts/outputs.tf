output "landing_zone_url" {
  description = "Where the Parquet files land, below the service area."
  value       = module.landing_zone.bucket_url
}

output "dead_letter_queue_urls" {
  description = "Where to look when an alarm sounds: each letter says what went wrong, and what to do."
  value = {
    export = module.pipeline.export_dead_letter_queue_url
    copier = module.pipeline.copier_dead_letter_queue_url
  }
}

output "workflow_name" {
  description = "Glue workflow that is started after a landing: hang your triggers and jobs on it."
  value       = aws_glue_workflow.landed.name
}
