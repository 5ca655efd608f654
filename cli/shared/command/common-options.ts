import type { Command } from "commander";
import * as z from "zod";
import { wholeNumber } from "../../../local/shared/whole-number";

/** Options that every command of the sandbox takes. */
export const commonOptionsSchema = z.object({
  /** Folder of the stack that was applied. @default `cdktf.out/stacks/sandbox` of the checkout */
  stack: z.string().optional(),
  /** File with what `terraform output -json` prints, instead of asking Terraform. */
  outputs: z.string().optional(),
  /** Profile of the AWS CLI's configuration. @default what the environment says */
  profile: z.string().optional(),
  /** Seconds. */
  timeout: z.number(),
});

export type CommonOptions = z.infer<typeof commonOptionsSchema>;

/** Seconds that `--timeout` takes at most: a day. */
const LONGEST_TIMEOUT = 86_400;

/** @param timeoutSeconds default of `--timeout` */
export function addCommonOptions(command: Command, timeoutSeconds: number): void {
  command
    .option(
      "--stack <folder>",
      "folder of the applied stack (default: cdktf.out/stacks/sandbox of this checkout)",
    )
    .option(
      "--outputs <file>",
      "what `terraform output -json` printed, where a pipeline applies the stack, instead of asking Terraform",
    )
    .option("--profile <name>", "profile of the AWS CLI's configuration (default: what the environment says)")
    .option("--timeout <seconds>", "give up after so long", wholeNumber(1, LONGEST_TIMEOUT), timeoutSeconds);
}
