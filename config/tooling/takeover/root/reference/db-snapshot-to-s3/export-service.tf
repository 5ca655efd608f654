resource "aws_iam_role" "rds_snapshot_export_service" {
  name               = local.names["rds-snapshot-export-service"]
  assume_role_policy = local.trust["export.rds"]
  tags               = var.tags
}

resource "aws_iam_policy" "rds_snapshot_export_service" {
  name = local.names["rds-snapshot-export-service"]
  # A change of it would replace the policy.
  description = "Lets RDS write exports"
  tags        = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:ListBucket", "s3:GetBucketLocation"], Resource = "*" },
      {
        Effect   = "Allow"
        Action   = ["s3:PutObject*", "s3:GetObject*", "s3:CopyObject*", "s3:DeleteObject*"]
        Resource = [var.rds_export_storage_bucket_arn, "${var.rds_export_storage_bucket_arn}/*"]
      },
      { Effect = "Allow", Action = "kms:*", Resource = var.rds_export_storage_kms_key_arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "rds_snapshot_export_service" {
  role       = aws_iam_role.rds_snapshot_export_service.name
  policy_arn = aws_iam_policy.rds_snapshot_export_service.arn
}
