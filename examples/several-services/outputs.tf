output "landing_zone_url" {
  description = "Where the Parquet files land, below each service's area."
  value       = module.landing_zone.bucket_url
}

output "dead_letter_queue_urls" {
  description = "Where to look when an alarm sounds, by service: each letter says what went wrong, and what to do."
  value = {
    for service, pipeline in module.pipeline : service => {
      export = pipeline.export_dead_letter_queue_url
      copier = pipeline.copier_dead_letter_queue_url
    }
  }
}
