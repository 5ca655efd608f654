data "aws_caller_identity" "current" {}

locals {
  root     = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"
  sharers  = concat(compact(var.role_arns_to_share_access_with), [local.root])
  contents = [aws_s3_bucket.bucket.arn, "${aws_s3_bucket.bucket.arn}/*"]
  all_tags = merge(var.tags, { Environment = lower(var.environment) })

  use_of_key = ["Encrypt", "Decrypt", "ReEncrypt*", "GenerateDataKey*", "DescribeKey", "CreateGrant", "RetireGrant"]

  has_lifecycle = (
    var.expired_object_delete_marker || var.enable_intelligent_tiering ||
    var.expire_objects_days != null || var.expire_noncurrent_objects_days != null || var.abort_multipart_days != null
  )
}

resource "aws_kms_key" "key" {
  description             = "${var.project} ${var.environment} - ${var.bucket_name} Bucket Key"
  deletion_window_in_days = 10
  enable_key_rotation     = true
  tags                    = var.tags

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        { Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = local.root } },
        {
          Sid       = "CrossAccountShare"
          Effect    = "Allow"
          Action    = [for action in local.use_of_key : "kms:${action}"]
          Resource  = "*"
          Principal = { AWS = local.sharers }
        },
      ],
      [for given in var.bucket_key_policy_statements : {
        Sid       = given.sid
        Effect    = given.effect
        Action    = given.actions
        Resource  = "*"
        Principal = { (given.principals.type) = given.principals.identifiers }
      }],
    )
  })
}

resource "aws_kms_alias" "key_alias" {
  name          = lower("alias/${var.identifier_prefix}-s3-${var.bucket_identifier}")
  target_key_id = aws_kms_key.key.key_id
}

resource "aws_s3_bucket" "bucket" {
  bucket        = lower("${var.identifier_prefix}-${var.bucket_identifier}")
  force_destroy = var.environment == "dev"
  tags          = { for key, value in local.all_tags : key => value if var.include_backup_policy_tags || key != "BackupPolicy" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.key.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "bucket" {
  bucket = aws_s3_bucket.bucket.id

  versioning_configuration {
    mfa_delete = "Disabled"
    status     = var.versioning_enabled ? "Enabled" : "Suspended"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "bucket" {
  count  = local.has_lifecycle ? 1 : 0
  bucket = aws_s3_bucket.bucket.id

  dynamic "rule" {
    for_each = var.expire_objects_days[*]

    content {
      id     = "expire-older-objects"
      status = "Enabled"

      filter {}

      expiration {
        days = rule.value
      }

      noncurrent_version_expiration {
        noncurrent_days = var.expire_noncurrent_objects_days
      }

      abort_incomplete_multipart_upload {
        days_after_initiation = var.abort_multipart_days
      }
    }
  }

  dynamic "rule" {
    for_each = var.expired_object_delete_marker ? [true] : []

    content {
      id     = "delete-expired-delete-markers"
      status = "Enabled"

      filter {}

      expiration {
        expired_object_delete_marker = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = var.expire_noncurrent_objects_days[*]

    content {
      id     = "expire-noncurrent-versions"
      status = "Enabled"

      filter {}

      noncurrent_version_expiration {
        noncurrent_days = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = var.abort_multipart_days[*]

    content {
      id     = "abort-incomplete-multipart-uploads"
      status = "Enabled"

      filter {}

      abort_incomplete_multipart_upload {
        days_after_initiation = rule.value
      }
    }
  }

  dynamic "rule" {
    for_each = var.enable_intelligent_tiering ? [var.intelligent_tiering_days] : []

    content {
      id     = "intelligent-tiering"
      status = "Enabled"

      filter {}

      transition {
        days          = rule.value
        storage_class = "INTELLIGENT_TIERING"
      }
    }
  }
}

resource "aws_s3_bucket_public_access_block" "block_public_access" {
  bucket                  = aws_s3_bucket.bucket.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_policy" "bucket_policy" {
  bucket     = aws_s3_bucket.bucket.id
  depends_on = [aws_s3_bucket_public_access_block.block_public_access]

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [{
        Sid       = "CrossAccountShare"
        Effect    = "Allow"
        Action    = "s3:*"
        Resource  = local.contents
        Principal = { AWS = local.sharers }
      }],
      [for given in var.bucket_policy_statements : {
        Sid       = given.sid
        Effect    = given.effect
        Action    = given.actions
        Resource  = given.resources
        Principal = { (given.principals.type) = given.principals.identifiers }
      }],
      [{
        Sid       = "AllowSSLRequestsOnly"
        Effect    = "Deny"
        Action    = "s3:*"
        Resource  = local.contents
        Principal = { AWS = "*" }
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }],
    )
  })
}
