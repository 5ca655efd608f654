resource "aws_db_event_subscription" "snapshot_to_s3" {
  count = length(var.rds_instance_ids) > 0 ? 1 : 0

  name             = local.names["snapshot-to-s3"]
  sns_topic        = aws_sns_topic.rds_snapshot_to_s3.arn
  source_type      = "db-instance"
  source_ids       = var.rds_instance_ids
  event_categories = ["backup"]
  tags             = var.tags
}

resource "aws_sns_topic" "rds_snapshot_to_s3" {
  name                             = local.names["rds-snapshot-to-s3"]
  kms_master_key_id                = aws_kms_key.rds_snapshot_to_s3_kms_key.key_id
  sqs_success_feedback_role_arn    = aws_iam_role.sns_cloudwatch_logging.arn
  sqs_success_feedback_sample_rate = 100
  sqs_failure_feedback_role_arn    = aws_iam_role.sns_cloudwatch_logging.arn
  tags                             = var.tags
}

resource "aws_sns_topic_subscription" "subscribe_sqs_to_sns_topic" {
  topic_arn = aws_sns_topic.rds_snapshot_to_s3.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.rds_snapshot_to_s3.arn
}

resource "aws_iam_role" "sns_cloudwatch_logging" {
  name               = local.names["sns-cloudwatch-logging"]
  assume_role_policy = local.trust["sns"]
  tags               = var.tags
}

resource "aws_iam_policy" "sns_cloudwatch_logging" {
  name = local.names["sns-cloudwatch-logging"]
  tags = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [merge(local.write_any_log, {
      Action = concat(local.write_any_log.Action, ["logs:PutMetricFilter", "logs:PutRetentionPolicy"])
    })]
  })
}

# Exclusive: whoever else has the policy loses it, and so does everybody when this is destroyed.
resource "aws_iam_policy_attachment" "sns_cloudwatch_policy_attachment" {
  name       = "${local.names["sns-cloudwatch-logging"]}-policy"
  roles      = [aws_iam_role.sns_cloudwatch_logging.name]
  policy_arn = aws_iam_policy.sns_cloudwatch_logging.arn
}
