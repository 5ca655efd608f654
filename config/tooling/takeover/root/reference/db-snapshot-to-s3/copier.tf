resource "aws_kms_key" "s3_to_s3_copier_kms_key" {
  description             = "${var.project} - ${var.environment} - s3-to-s3-copier KMS Key"
  deletion_window_in_days = 10
  enable_key_rotation     = true
  policy                  = local.key_policy["copier"]
  tags                    = var.tags
}

resource "aws_sqs_queue" "s3_to_s3_copier" {
  name                       = local.names["s3-to-s3-copier"]
  visibility_timeout_seconds = 6 * local.lambda_timeout
  kms_master_key_id          = aws_kms_key.s3_to_s3_copier_kms_key.key_id
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.s3_to_s3_copier_deadletter.arn, maxReceiveCount = 4 })
  tags                       = var.tags
}

resource "aws_sqs_queue" "s3_to_s3_copier_deadletter" {
  name              = local.names["s3-to-s3-copier-deadletter"]
  kms_master_key_id = aws_kms_key.s3_to_s3_copier_kms_key.key_id
  tags              = var.tags
}

resource "aws_sqs_queue_policy" "s3_copier_to_s3" {
  queue_url = aws_sqs_queue.s3_to_s3_copier.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:GetQueueAttributes"]
        Resource  = aws_sqs_queue.s3_to_s3_copier.arn
        Principal = { Service = "sns.amazonaws.com" }
      },
      # Of no use in the policy of a queue, and of nobody: but it is what stands there.
      { Effect = "Allow", Action = local.use_a_queue_key, Resource = aws_kms_key.s3_to_s3_copier_kms_key.arn },
    ]
  })
}

resource "aws_iam_role" "s3_to_s3_copier_lambda" {
  name               = local.names["s3-to-s3-copier-lambda"]
  assume_role_policy = local.trust["lambda"]
  tags               = var.tags
}

resource "aws_iam_policy" "s3_to_s3_copier_lambda" {
  name = local.names["s3-to-s3-copier-lambda"]
  tags = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        local.write_any_log,
        {
          Effect   = "Allow"
          Action   = ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"]
          Resource = aws_sqs_queue.s3_to_s3_copier.arn
        },
        {
          Effect = "Allow"
          Action = ["s3:*", "kms:*"]
          Resource = [
            var.rds_export_storage_bucket_arn, "${var.rds_export_storage_bucket_arn}/*", var.rds_export_storage_kms_key_arn,
            var.zone_bucket_arn, "${var.zone_bucket_arn}/*", var.zone_kms_key_arn,
          ]
        },
        { Effect = "Allow", Action = "rds:DescribeExportTasks", Resource = "*" },
        { Effect = "Allow", Action = local.use_a_queue_key, Resource = aws_kms_key.s3_to_s3_copier_kms_key.arn },
      ],
      [for arn in compact([var.workflow_arn]) : { Effect = "Allow", Action = ["glue:StartWorkflowRun"], Resource = arn }],
      [for arn in compact([var.backdated_workflow_arn]) : {
        Effect   = "Allow"
        Action   = ["glue:StartWorkflowRun", "glue:UpdateWorkflow"]
        Resource = arn
      }],
    )
  })
}

resource "aws_iam_role_policy_attachment" "s3_to_s3_copier_lambda" {
  role       = aws_iam_role.s3_to_s3_copier_lambda.name
  policy_arn = aws_iam_policy.s3_to_s3_copier_lambda.arn
}

resource "aws_s3_object" "s3_to_s3_copier_lambda" {
  bucket      = var.lambda_artefact_storage_bucket
  key         = "s3-to-s3-export-copier.zip"
  source      = "${path.module}/functions/copier.zip"
  source_hash = filemd5("${path.module}/functions/copier.zip")
  acl         = "private"
  metadata    = { last_updated = filesha256("${path.module}/functions/copier.zip") }
}

resource "aws_lambda_function" "s3_to_s3_copier_lambda" {
  function_name    = "${var.identifier_prefix}-s3-to-s3-copier"
  role             = aws_iam_role.s3_to_s3_copier_lambda.arn
  runtime          = "nodejs14.x"
  handler          = "index.handler"
  timeout          = local.lambda_timeout
  s3_bucket        = var.lambda_artefact_storage_bucket
  s3_key           = aws_s3_object.s3_to_s3_copier_lambda.key
  source_code_hash = filebase64sha256("${path.module}/functions/copier.zip")
  tags             = var.tags

  environment {
    variables = {
      BUCKET_DESTINATION      = var.zone_bucket_id
      SERVICE_AREA            = var.service_area
      WORKFLOW_NAME           = var.workflow_name
      BACKDATED_WORKFLOW_NAME = var.backdated_workflow_name
    }
  }
}

resource "aws_lambda_function_event_invoke_config" "s3_to_s3_copier_lambda" {
  function_name          = aws_lambda_function.s3_to_s3_copier_lambda.function_name
  qualifier              = "$LATEST"
  maximum_retry_attempts = 0
}

resource "aws_lambda_event_source_mapping" "s3_to_s3_copier_mapping" {
  event_source_arn = aws_sqs_queue.s3_to_s3_copier.arn
  function_name    = aws_lambda_function.s3_to_s3_copier_lambda.arn
  batch_size       = 1
  enabled          = true
}
