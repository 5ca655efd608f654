resource "aws_kms_key" "rds_snapshot_to_s3_kms_key" {
  description             = "${var.project} - ${var.environment} - rds-snapshot-to-s3 KMS Key"
  deletion_window_in_days = 10
  enable_key_rotation     = true
  policy                  = local.key_policy["export"]
  tags                    = var.tags
}

resource "aws_sqs_queue" "rds_snapshot_to_s3" {
  name                       = local.names["rds-snapshot-to-s3"]
  visibility_timeout_seconds = 6 * local.lambda_timeout
  kms_master_key_id          = aws_kms_key.rds_snapshot_to_s3_kms_key.key_id
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.rds_snapshot_to_s3_deadletter.arn, maxReceiveCount = 4 })
  tags                       = var.tags
}

resource "aws_sqs_queue" "rds_snapshot_to_s3_deadletter" {
  name              = local.names["rds-snapshot-to-s3-deadletter"]
  kms_master_key_id = aws_kms_key.rds_snapshot_to_s3_kms_key.key_id
  tags              = var.tags
}

resource "aws_sqs_queue_policy" "rds_snapshot_to_s3" {
  queue_url = aws_sqs_queue.rds_snapshot_to_s3.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.rds_snapshot_to_s3.arn
      Principal = { Service = "sns.amazonaws.com" }
      Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.rds_snapshot_to_s3.arn } }
    }]
  })
}

resource "aws_iam_role" "rds_snapshot_to_s3_lambda" {
  name               = local.names["rds-snapshot-to-s3-lambda"]
  assume_role_policy = local.trust["lambda"]
  tags               = var.tags
}

resource "aws_iam_policy" "rds_snapshot_to_s3_lambda" {
  name = local.names["rds-snapshot-to-s3-lambda"]
  tags = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.write_any_log,
      {
        Effect   = "Allow"
        Action   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]
        Resource = aws_sqs_queue.rds_snapshot_to_s3.arn
      },
      {
        Effect   = "Allow"
        Action   = ["sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:SendMessage"]
        Resource = aws_sqs_queue.s3_to_s3_copier.arn
      },
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.rds_snapshot_export_service.arn },
      {
        Effect   = "Allow"
        Action   = ["rds:DescribeDBSnapshots", "rds:StartExportTask", "rds:DescribeExportTasks"]
        Resource = "*"
      },
      { Effect = "Allow", Action = "kms:*", Resource = var.zone_kms_key_arn },
      {
        Effect   = "Allow"
        Action   = local.use_a_queue_key
        Resource = [aws_kms_key.rds_snapshot_to_s3_kms_key.arn, aws_kms_key.s3_to_s3_copier_kms_key.arn]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "rds_snapshot_to_s3_lambda" {
  role       = aws_iam_role.rds_snapshot_to_s3_lambda.name
  policy_arn = aws_iam_policy.rds_snapshot_to_s3_lambda.arn
}

resource "aws_s3_object" "rds_snapshot_to_s3_lambda" {
  bucket      = var.lambda_artefact_storage_bucket
  key         = "rds-snapshot-to-s3.zip"
  source      = "${path.module}/functions/export.zip"
  source_hash = filemd5("${path.module}/functions/export.zip")
  acl         = "private"
  metadata    = { last_updated = filesha256("${path.module}/functions/export.zip") }
}

resource "aws_lambda_function" "rds_snapshot_to_s3_lambda" {
  function_name    = "${var.identifier_prefix}-rds-snapshot-to-s3"
  role             = aws_iam_role.rds_snapshot_to_s3_lambda.arn
  runtime          = "nodejs14.x"
  handler          = "index.handler"
  timeout          = local.lambda_timeout
  s3_bucket        = var.lambda_artefact_storage_bucket
  s3_key           = aws_s3_object.rds_snapshot_to_s3_lambda.key
  source_code_hash = filebase64sha256("${path.module}/functions/export.zip")
  tags             = var.tags

  environment {
    variables = {
      IAM_ROLE_ARN     = aws_iam_role.rds_snapshot_export_service.arn
      KMS_KEY_ID       = var.rds_export_storage_kms_key_id
      S3_BUCKET_NAME   = var.rds_export_storage_bucket_id
      COPIER_QUEUE_ARN = aws_sqs_queue.s3_to_s3_copier.arn
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "rds_snapshot_to_s3_lambda" {
  function_name          = aws_lambda_function.rds_snapshot_to_s3_lambda.function_name
  qualifier              = "$LATEST"
  maximum_retry_attempts = 0
}

resource "aws_lambda_event_source_mapping" "event_source_mapping" {
  event_source_arn = aws_sqs_queue.rds_snapshot_to_s3.arn
  function_name    = aws_lambda_function.rds_snapshot_to_s3_lambda.arn
  batch_size       = 1
  enabled          = true
}
