import { Option, type Command } from "commander";
import * as z from "zod";

/** Which sandbox is meant, where no outputs say it: before an apply, after a destroy. */
export const identityOptionsSchema = z.object({
  prefix: z.string().optional(),
  region: z.string().optional(),
  accountSuffix: z.string().optional(),
});

export type IdentityOptions = z.infer<typeof identityOptionsSchema>;

export function addIdentityOptions(command: Command): void {
  command
    .addOption(
      new Option(
        "--prefix <identifier_prefix>",
        "look by this prefix instead of the stack's outputs: before an apply, after a destroy",
      ).conflicts(["stack", "outputs"]),
    )
    .option("--region <region>", "with --prefix: AWS region (default: what the environment says)")
    .option("--account-suffix <text>", "with --prefix: aws_account_suffix of the buckets' names", "");
}
