import { CommanderError, type Command } from "commander";

/** What became of a command line. */
export type ParsedCommand =
  /** Commander's `opts()` have the options. */
  | { readonly kind: "given" }
  | { readonly kind: "help"; readonly text: string }
  /** One line without a full stop at its end; arguments that no option takes are what npm leaves of swallowed options. */
  | { readonly kind: "refused"; readonly line: string; readonly hasExcess: boolean };

/**
 * Reads a command line of options alone; commander writes nothing by itself, and ends no process.
 *
 * @param argv the arguments alone, without node and script
 */
export function parseCommand(command: Command, argv: readonly string[]): ParsedCommand {
  const written: string[] = [];
  command
    .helpOption("-h, --help", "show this")
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => written.push(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => 110,
    });
  try {
    command.parse(argv, { from: "user" });
    return { kind: "given" };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { kind: "help", text: written.join("").trimEnd() };
    const line = error.message
      .replace(/^error: /, "")
      .replaceAll(/\s*\n\s*/g, " ")
      .replace(/\.+$/, "");
    return { kind: "refused", line, hasExcess: error.code === "commander.excessArguments" };
  }
}
