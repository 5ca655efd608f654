variable "region" {
  description = "AWS region of the sandbox."
  type        = string
  default     = "eu-west-2"
}

variable "sandbox_account_id" {
  description = "Account of the sandbox: the plan refuses any other."
  type        = string
}

variable "sandbox_deploy_role_arn" {
  description = "Role in that account that Terraform assumes."
  type        = string
}

variable "project" {
  description = "Name of the project, used in the descriptions of the KMS keys."
  type        = string
}

variable "environment" {
  description = "Dev: buckets are destroyed with what is in them."
  type        = string
}

variable "identifier_prefix" {
  description = "Prefix of every name, of at most 19 characters. Buckets' names are unique in all of AWS: choose one that nobody else has."
  type        = string
}

variable "service_area" {
  description = "First path segment in the landing zone."
  type        = string
}

variable "zone_bucket_id" {
  description = "Name of the landing zone's bucket."
  type        = string
}

variable "zone_bucket_arn" {
  description = "ARN of that bucket."
  type        = string
}

variable "zone_kms_key_arn" {
  description = "ARN of the key that encrypts it."
  type        = string
}

variable "tags" {
  description = "Tags on every resource that can have them."
  type        = map(string)
}
