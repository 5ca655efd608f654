data "aws_caller_identity" "current" {}

locals {
  account_root   = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"
  lambda_timeout = 900

  names = { for name in [
    "snapshot-to-s3",
    "rds-snapshot-to-s3",
    "rds-snapshot-to-s3-deadletter",
    "rds-snapshot-to-s3-lambda",
    "rds-snapshot-export-service",
    "s3-to-s3-copier",
    "s3-to-s3-copier-deadletter",
    "s3-to-s3-copier-lambda",
    "sns-cloudwatch-logging",
  ] : name => lower("${var.identifier_prefix}-${name}") }

  # Who may assume which role.
  trust = { for service in ["lambda", "export.rds", "sns"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "${service}.amazonaws.com" }
    }]
  }) }

  write_any_log = {
    Effect   = "Allow"
    Action   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    Resource = "*"
  }

  use_a_queue_key = ["kms:GenerateDataKey*", "kms:Decrypt"]

  # The queues' keys: the account in full, and services of whichever account.
  key_policy = { for queue, services in {
    export = ["sns", "events.rds", "lambda"]
    copier = ["lambda"]
    } : queue => jsonencode({
      Version = "2012-10-17"
      Statement = concat(
        [{ Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = local.account_root } }],
        [for service in services : {
          Effect    = "Allow"
          Action    = local.use_a_queue_key
          Resource  = "*"
          Principal = { Service = "${service}.amazonaws.com" }
        }],
      )
  }) }
}
