# For the zone's owner, who adds them to what the policies have: AWS takes them as soon as the role exists.
output "zone_bucket_policy_statements" {
  description = "What the policy of the landing zone's bucket has to allow, as JSON."
  value = jsonencode([
    {
      Sid       = "CopierLists"
      Effect    = "Allow"
      Principal = { AWS = module.pipeline.s3_to_s3_copier_lambda_role_arn }
      Action    = "s3:ListBucket"
      Resource  = var.zone_bucket_arn
      Condition = { StringLike = { "s3:prefix" = "${var.service_area}/*" } }
    },
    {
      Sid       = "CopierLands"
      Effect    = "Allow"
      Principal = { AWS = module.pipeline.s3_to_s3_copier_lambda_role_arn }
      Action    = ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"]
      Resource  = "${var.zone_bucket_arn}/${var.service_area}/*"
    },
  ])
}

output "zone_key_policy_statements" {
  description = "What the policy of the landing zone's key has to allow, as JSON."
  value = jsonencode([
    {
      Sid       = "CopierEncrypts"
      Effect    = "Allow"
      Principal = { AWS = module.pipeline.s3_to_s3_copier_lambda_role_arn }
      Action    = ["kms:Encrypt", "kms:GenerateDataKey"]
      Resource  = "*"
    },
  ])
}

output "dead_letter_queue_urls" {
  description = "Where to look when an alarm sounds: each letter says what went wrong, and what to do."
  value = {
    export = module.pipeline.export_dead_letter_queue_url
    copier = module.pipeline.copier_dead_letter_queue_url
  }
}
