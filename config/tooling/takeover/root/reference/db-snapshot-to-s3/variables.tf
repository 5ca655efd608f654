variable "tags" {
  type = map(string)
}

variable "rds_instance_ids" {
  type = list(string)
}

variable "project" {
  type = string
}

variable "environment" {
  type = string
}

variable "identifier_prefix" {
  type = string
}

variable "lambda_artefact_storage_bucket" {
  type = string
}

variable "zone_kms_key_arn" {
  type = string
}

variable "zone_bucket_arn" {
  type = string
}

variable "zone_bucket_id" {
  type = string
}

variable "service_area" {
  type = string
}

variable "rds_export_storage_bucket_arn" {
  type = string
}

variable "rds_export_storage_kms_key_arn" {
  type = string
}

variable "rds_export_storage_kms_key_id" {
  type = string
}

variable "rds_export_storage_bucket_id" {
  type = string
}

variable "workflow_name" {
  type    = string
  default = ""
}

variable "workflow_arn" {
  type    = string
  default = ""
}

variable "backdated_workflow_name" {
  type    = string
  default = ""
}

variable "backdated_workflow_arn" {
  type    = string
  default = ""
}

variable "aws_account_suffix" {
  type    = string
  default = ""
}
