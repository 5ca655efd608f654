import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { BREAKS, DEFAULT_RUN_OPTIONS, INJECTIONS, type LocalRunOptions } from "./run-options";

/** A run, and what is to be shown of it. */
export interface RunRequest {
  readonly kind: "run";
  readonly options: LocalRunOptions;
  /** One JSON object instead of words. */
  readonly json: boolean;
  /** The call log, too. */
  readonly calls: boolean;
  /** File that the HTML report is written to. */
  readonly report?: string;
}

/** What the command line asks for. */
export type Arguments =
  | RunRequest
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly message: string };

/** @param argv the arguments alone, without node and script */
export function parseArguments(argv: readonly string[]): Arguments {
  const written: string[] = [];
  const command = describe((text) => written.push(text));
  try {
    command.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === "commander.helpDisplayed") return { kind: "help", text: written.join("").trimEnd() };
    const line = error.message
      .replace(/^error: /, "")
      .replaceAll(/\s*\n\s*/g, " ")
      .replace(/\.+$/, "");
    return { kind: "refused", message: `${line}. See npm start -- --help` };
  }
  const { json, calls, report, timeout, ...options } = command.opts<
    Omit<LocalRunOptions, "timeoutSeconds"> & Omit<RunRequest, "kind" | "options"> & { timeout: number }
  >();
  return {
    kind: "run",
    options: { ...options, timeoutSeconds: timeout },
    json,
    calls,
    ...(report === undefined ? {} : { report }),
  };
}

function describe(write: (text: string) => void): Command {
  const defaults = DEFAULT_RUN_OPTIONS;
  return new Command("npm start --")
    .description(
      "Runs the whole pipeline on this machine: a Postgres database leaves as a snapshot and arrives in the " +
        "landing zone as Parquet, through the handlers, settings and wiring that deploy to AWS. Nothing leaves 127.0.0.1.",
    )
    .option(
      "--instances <n>",
      "database instances, one snapshot each (1 to 20)",
      whole(1, 20),
      defaults.instances,
    )
    .option("--rows <n>", "rows of the largest sample table", whole(100, 5_000_000), defaults.rows)
    .option(
      "--speed <factor>",
      "how much faster than real time waits pass (1 to 600)",
      whole(1, 600),
      defaults.speed,
    )
    .addOption(
      new Option("--break <what>", "let something fail, to see what the product does").choices(BREAKS),
    )
    .addOption(
      new Option("--inject <what...>", "send something more into the export queue")
        .choices(INJECTIONS)
        .default(defaults.inject, "nothing"),
    )
    .option("--timeout <seconds>", "give up after so long", whole(5, 7200), defaults.timeoutSeconds)
    .option(
      "--keep",
      "keep the account up until Ctrl-C, for the AWS CLI and the SDKs, and all files in .local/",
      defaults.keep,
    )
    .option(
      "--calls",
      "print the call log: who called what, and which statement of which policy decided",
      false,
    )
    .option("--report <file>", "write the whole run as one HTML page")
    .option("--json", "print one JSON object on standard output: npm start --silent -- --json", false)
    .helpOption("-h, --help", "show this")
    .addHelpText("after", EXPLANATION)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => undefined, getOutHelpWidth: () => 110 });
}

const EXPLANATION = `
What breaks with --break:
  copy    the landing zone is busy, then refuses the files of one table: calls are repeated, the copier says why
          it gives up, and starts no workflow
  export  RDS reports the export as FAILED: its cause arrives in the dead-letter queue
  quota   other exports occupy all five slots of the account for a while: the pipeline waits, then lands

What --inject sends:
  duplicate-event  the RDS event of each backup once more: there is still one export and one landing
  poison-message   a message that nobody can read: it ends in the dead-letter queue, quoted

Exit codes:
  0  every table landed with the same rows and checksum, no message is left, the workflow started once
  1  not so, or something failed
  2  the command line is wrong
  130, 143  ended by Ctrl-C or SIGTERM

--keep keeps files only: servers end with the run. Fields of the --json object: local/start/run-result.ts.
`;

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}`);
  };
}
