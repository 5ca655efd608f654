output "s3_to_s3_copier_lambda_role_arn" {
  value = aws_iam_role.s3_to_s3_copier_lambda.arn
}

output "rds_snapshot_service_arn" {
  value = aws_iam_role.rds_snapshot_export_service.arn
}

output "rds_snapshot_to_s3_lambda_role_arn" {
  value = aws_iam_role.rds_snapshot_to_s3_lambda.arn
}
