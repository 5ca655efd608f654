# What the landing zone's owner granted when the pipeline was set up. The takeover keeps the role's name, so it holds.

data "aws_caller_identity" "api_account" {
  provider = aws.aws_api_account
}

locals {
  copier = {
    type = "AWS"
    identifiers = [
      "arn:aws:iam::${data.aws_caller_identity.api_account.account_id}:role/${lower(local.identifier_prefix)}-s3-to-s3-copier-lambda",
    ]
  }

  copier_writes_to_zone = {
    sid        = "CopierWritesToZone"
    effect     = "Allow"
    actions    = ["s3:ListBucket", "s3:PutObject", "s3:PutObjectAcl"]
    resources  = ["arn:aws:s3:::platform-dev-raw-zone", "arn:aws:s3:::platform-dev-raw-zone/*"]
    principals = local.copier
  }

  copier_encrypts_for_zone = {
    sid        = "CopierEncryptsForZone"
    effect     = "Allow"
    actions    = ["kms:Encrypt", "kms:GenerateDataKey*"]
    principals = local.copier
  }

  # The module that is replaced leaves the conditions out without a word.
  inventory_encrypts_in_zone = {
    sid        = "Allow inventories of the zone"
    effect     = "Allow"
    actions    = ["kms:GenerateDataKey*"]
    resources  = ["*"]
    principals = { type = "Service", identifiers = ["s3.amazonaws.com"] }
    conditions = [
      {
        test     = "ArnLike"
        variable = "aws:SourceArn"
        values   = ["arn:aws:s3:::platform-dev-raw-zone"]
      },
    ]
  }
}
