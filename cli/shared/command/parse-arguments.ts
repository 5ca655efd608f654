import { Command } from "commander";
import { parseCommand } from "../../../local/shared/parse-command";
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
  const commander = describe(command);
  const swallowed = swallowedOptions(command.name, commander.options, environment, argv);
  if (swallowed !== undefined) return { kind: "refused", message: swallowed };
  const parsed = parseCommand(commander, argv);
  if (parsed.kind === "help") return parsed;
  if (parsed.kind === "refused") {
    const npm = parsed.hasExcess ? mayBeSwallowed(command.name, environment, argv) : undefined;
    return refused(command, [parsed.line, ...(npm === undefined ? [] : [npm])].join("; "));
  }
  const given = commander.opts();
  const common = commonOptionsSchema.safeParse(given);
  const own = command.schema.safeParse(given);
  if (common.success && own.success) return { kind: "run", options: { ...own.data, ...common.data } };
  const problems = [common, own].flatMap(({ error }) => error?.issues ?? []).map(({ message }) => message);
  return refused(command, problems.join("; "));
}

function describe<Options>({
  name,
  description,
  timeoutSeconds,
  addOptions,
}: SandboxCommand<Options>): Command {
  const commander = new Command(`npm run ${name} --`).description(description);
  addOptions(commander);
  addCommonOptions(commander, timeoutSeconds);
  return commander;
}

function refused(
  { name }: { readonly name: string },
  line: string,
): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message: `${line}. See npm run ${name} -- --help` };
}
