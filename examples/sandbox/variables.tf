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

variable "identifier_prefix" {
  description = "Prefix of every name."
  type        = string
}

variable "tags" {
  description = "Tags on every resource that can have them."
  type        = map(string)
}
