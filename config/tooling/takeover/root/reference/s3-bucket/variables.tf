variable "tags" {
  type = map(string)
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

variable "bucket_name" {
  type = string
}

variable "bucket_identifier" {
  type = string
}

variable "role_arns_to_share_access_with" {
  type    = list(string)
  default = []
}

variable "bucket_policy_statements" {
  type = list(object({
    sid        = string
    effect     = string
    actions    = list(string)
    resources  = list(string)
    principals = object({ type = string, identifiers = list(string) })
  }))
  default = []
}

variable "bucket_key_policy_statements" {
  type = list(object({
    sid        = string
    effect     = string
    actions    = list(string)
    principals = object({ type = string, identifiers = list(string) })
  }))
  default = []
}

variable "versioning_enabled" {
  type    = bool
  default = true
}

variable "expire_objects_days" {
  type    = number
  default = null
}

variable "expire_noncurrent_objects_days" {
  type    = number
  default = null
}

variable "abort_multipart_days" {
  type    = number
  default = null
}

variable "include_backup_policy_tags" {
  type    = bool
  default = true
}

variable "expired_object_delete_marker" {
  type    = bool
  default = false
}

variable "enable_intelligent_tiering" {
  type    = bool
  default = false
}

variable "intelligent_tiering_days" {
  type    = number
  default = 0
}
