# The landing zone's account. The pipeline's is the one of the credentials at hand.
provider "aws" {
  region                      = "eu-west-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  s3_use_path_style           = true

  assume_role {
    role_arn = "arn:aws:iam::444444444444:role/deploy"
  }
}

provider "aws" {
  alias                       = "aws_api_account"
  region                      = "eu-west-2"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  s3_use_path_style           = true
}
