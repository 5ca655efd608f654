import { runTool } from "../../run-tool";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly timeoutSeconds: number;
}

/**
 * Runs a program to its end.
 * @returns what it printed on standard output
 * @throws Error with all that it printed, when it fails or takes too long
 */
export async function run({ program, args, folder, timeoutSeconds }: Command): Promise<string> {
  const words = [program, ...args].join(" ");
  const outcome = await runTool({
    program,
    args,
    folder,
    environment: withoutNpmScript(process.env),
    timeoutSeconds,
  });
  switch (outcome.kind) {
    case "missing":
      throw new Error(`${words}: ${outcome.program} is not installed`);
    case "timed out":
      throw new Error(`${words}: no end after ${outcome.seconds} s\n${outcome.output}`);
    case "exited":
      if (outcome.code === 0) return outcome.stdout;
      throw new Error(`${words}: exit code ${outcome.code}\n${outcome.stdout}${outcome.stderr}`);
  }
}

/** This may itself be run by npm, whose variables about this package are not for an npm elsewhere. */
function withoutNpmScript(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const aboutThisPackage =
    /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_local_prefix|INIT_CWD)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !aboutThisPackage.test(name)));
}
