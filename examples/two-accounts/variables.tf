variable "region" {
  description = "AWS region of the databases, and of everything that is created in both accounts."
  type        = string
  default     = "eu-west-2"
}

variable "databases_deploy_role_arn" {
  description = "Role in the account of the databases that Terraform assumes."
  type        = string
}

variable "zone_deploy_role_arn" {
  description = "Role in the account of the landing zone that Terraform assumes."
  type        = string
}

variable "project" {
  description = "Name of the project, used in the descriptions of the KMS keys."
  type        = string
}

variable "environment" {
  description = "Dev, Stg, Prod and the like. Buckets of Dev are destroyed with what is in them."
  type        = string
}

variable "identifier_prefix" {
  description = "Prefix of every name. Buckets' names are unique in all of AWS: choose one that nobody else has."
  type        = string
}

variable "service_area" {
  description = "First path segment in the landing zone."
  type        = string
}

variable "rds_instance_ids" {
  description = "Identifiers of the RDS instances whose snapshots are exported."
  type        = list(string)
}

variable "alarm_action_arns" {
  description = "SNS topics that hear of every alarm. Empty: nobody is told."
  type        = list(string)
  default     = []
}

variable "tags" {
  description = "Tags on every resource that can have them."
  type        = map(string)
}
