import { parseArgs } from "node:util";
import * as z from "zod";

/** What the command line asks for. */
export interface SandboxCheck {
  /** Names of the lives to run. */
  readonly lives: readonly string[];
  /** File for what Terraform printed in the life in one account. @default none is written */
  readonly transcript: string | undefined;
}

const USAGE = "usage: npm run terraform:sandbox [-- [<life>…] [--transcript <file>]]";

/**
 * @param known names of all lives
 * @throws Error for an option or a life that there is not, and for a transcript without the life that it is of
 */
export function parseArguments(args: readonly string[], known: readonly string[]): SandboxCheck {
  const { positionals, values } = parsed(args);
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`no such life: ${unknown.join(", ")}; expected some of ${known.join(", ")}`);
  const lives = positionals.length === 0 ? known : known.filter((name) => positionals.includes(name));
  if (values.transcript !== undefined && !lives.includes(TRANSCRIBED))
    throw new Error(`--transcript: expected ${TRANSCRIBED} among the lives, of which it is; ${USAGE}`);
  return { lives, transcript: values.transcript };
}

/** The life whose transcript can be had. */
export const TRANSCRIBED = "one-account";

const options = z.object({
  positionals: z.array(z.string()),
  values: z.object({ transcript: z.string().min(1).optional() }),
});

function parsed(args: readonly string[]): z.infer<typeof options> {
  try {
    return options.parse(
      parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { transcript: { type: "string" } },
      }),
    );
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`, { cause: error });
  }
}
