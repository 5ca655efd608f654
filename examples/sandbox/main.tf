# The account of the sandbox, in which the pipeline is tried on a database of its own.
provider "aws" {
  alias  = "sandbox"
  region = var.region

  assume_role {
    role_arn = var.sandbox_deploy_role_arn
  }
}

# The network that every new account has. Where it was deleted, look up another by its tags.
data "aws_vpc" "sandbox" {
  provider = aws.sandbox
  default  = true
}

data "aws_subnets" "sandbox" {
  provider = aws.sandbox

  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.sandbox.id]
  }
}

module "sandbox" {
  source = "../../cdktf.out/stacks/db-snapshot-to-s3-sandbox-resources" # elsewhere: "https://<your releases>/db-snapshot-to-s3-sandbox-resources-<version>.zip?checksum=sha256:<from SHA256SUMS>"

  providers = {
    aws.aws_sandbox_account = aws.sandbox
  }

  tags                   = var.tags
  identifier_prefix      = var.identifier_prefix
  aws_sandbox_account_id = var.sandbox_account_id
  aws_sandbox_vpc_id     = data.aws_vpc.sandbox.id
  aws_sandbox_subnet_ids = data.aws_subnets.sandbox.ids
}
