variable "region" {
  description = "AWS region of the databases, and of everything that is created."
  type        = string
  default     = "eu-west-2"
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
  description = "Prefix of every name; that of a service's own names goes on with its key. Buckets' names are unique in all of AWS: choose one that nobody else has."
  type        = string
}

variable "services" {
  description = "What is exported for each service, and its area in the landing zone. The keys end the names' prefix, so that they are letters, digits and hyphens."
  type = map(object({
    rds_instance_ids = list(string)
    service_area     = string
  }))
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
