import { Command, CommanderError } from "commander";
import { addCommonOptions, commonOptionsSchema, type CommonOptions } from "./common-options";
import type { SandboxCommand } from "./sandbox-command";
import { mayBeSwallowed, swallowedOptions } from "./swallowed-options";

/** What a command line asks for. */
export type ParsedArguments<Options> =
  | { readonly kind: "run"; readonly options: Options & CommonOptions }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly message: string };

/**
 * @param argv the arguments alone, without node and script
 * @param environment such as `process.env`: npm keeps options there that were given to it by mistake
 */
export function parseArguments<Options>(
  command: SandboxCommand<Options>,
  argv: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
): ParsedArguments<Options> {
  const written: string[] = [];
  const commander = describe(command, (text) => written.push(text));
  const swallowed = swallowedOptions(command.name, commander.options, environment, argv);
  if (swallowed !== undefined) return { kind: "refused", message: swallowed };
  try {
    commander.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { kind: "help", text: written.join("").trimEnd() };
    const npm =
      error.code === "commander.excessArguments"
        ? mayBeSwallowed(command.name, environment, argv)
        : undefined;
    return refused(command, [oneLine(error.message), ...(npm === undefined ? [] : [npm])].join("; "));
  }
  const given = commander.opts();
  const common = commonOptionsSchema.safeParse(given);
  const own = command.schema.safeParse(given);
  if (common.success && own.success) return { kind: "run", options: { ...own.data, ...common.data } };
  const problems = [common, own].flatMap(({ error }) => error?.issues ?? []).map(({ message }) => message);
  return refused(command, problems.join("; "));
}

function describe<Options>(
  { name, description, timeoutSeconds, addOptions }: SandboxCommand<Options>,
  write: (text: string) => void,
): Command {
  const commander = new Command(`npm run ${name} --`).description(description);
  addOptions(commander);
  addCommonOptions(commander, timeoutSeconds);
  return commander
    .helpOption("-h, --help", "show this")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => undefined, getOutHelpWidth: () => 110 });
}

const oneLine = (message: string): string =>
  message
    .replace(/^error: /, "")
    .replaceAll(/\s*\n\s*/g, " ")
    .replace(/\.+$/, "");

function refused(
  { name }: { readonly name: string },
  line: string,
): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message: `${line}. See npm run ${name} -- --help` };
}
