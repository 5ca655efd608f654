output "bucket_id" {
  value = aws_s3_bucket.bucket.bucket
}

output "bucket_arn" {
  value = aws_s3_bucket.bucket.arn
}

output "kms_key_id" {
  value = aws_kms_key.key.id
}

output "kms_key_arn" {
  value = aws_kms_key.key.arn
}

output "bucket_url" {
  value = "s3://${aws_s3_bucket.bucket.bucket}"
}
