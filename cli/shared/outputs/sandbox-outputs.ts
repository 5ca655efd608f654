import * as z from "zod";
import type { SandboxOutputName } from "../../../config/sandbox-outputs";

const text = z.string("expected text").min(1, "expected text that is not empty");
const port = z.coerce.number("expected a port").int("expected a port").min(1).max(65_535);
// Terraform writes what a condition gives as a boolean, and as text where it went through a string.
const truth = z
  .union([z.boolean(), z.enum(["true", "false"])], "expected true or false")
  .transform((given) => given === true || given === "true");

/** Values of the outputs, of the same names as where the stack declares them. */
export const sandboxOutputsSchema = z.object({
  region: text,
  aws_account_id: z.string().regex(/^\d{12}$/, "expected twelve digits"),
  identifier_prefix: text,
  service_area: text,
  database_identifier: text,
  database_host: text,
  database_port: port,
  database_name: text,
  database_secret_arn: text,
  bastion_instance_id: text,
  export_bucket_id: text,
  zone_bucket_id: text,
  zone_is_of_the_sandbox: truth,
  export_queue_url: text,
  export_dead_letter_queue_url: text,
  copier_queue_url: text,
  copier_dead_letter_queue_url: text,
  snapshot_topic_arn: text,
  copier_log_group_name: text,
} satisfies Record<SandboxOutputName, z.ZodType>);

/** Outputs of the applied root stack `sandbox`. */
export type SandboxOutputs = z.infer<typeof sandboxOutputsSchema>;
