output "vpc_id" {
  description = "The sandbox's network."
  value       = data.aws_vpc.sandbox.id
}
