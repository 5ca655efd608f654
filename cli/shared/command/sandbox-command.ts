import type { Command } from "commander";
import type * as z from "zod";
import type { CommonOptions } from "./common-options";
import type { CommandContext } from "./context";

/** One of the commands `npm run sandbox:…`. */
export interface SandboxCommand<Options> {
  /** Such as `sandbox:load`. */
  readonly name: string;
  readonly description: string;
  /** Default of `--timeout`. */
  readonly timeoutSeconds: number;
  /** Adds the options of this command alone. */
  readonly addOptions: (command: Command) => void;
  /** Where progress is written: not where a result for programs goes. @default "out" */
  readonly progressTo?: (options: Options) => "out" | "err";
  /** Of what commander makes of those options; may refuse combinations. */
  readonly schema: z.ZodType<Options>;
  /**
   * @returns the exit code
   * @throws CommandError whose message is printed
   */
  readonly run: (options: Options & CommonOptions, context: CommandContext) => Promise<number>;
}
