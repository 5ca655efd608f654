import { Command, Option } from "commander";
import { parseCommand } from "../shared/parse-command";
import { wholeNumber } from "../shared/whole-number";
import { helpText } from "./help-text";
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
  /** Somebody's own database; the address may hold a password, and goes no further than to who connects. */
  readonly database?: {
    readonly url: string;
    readonly schemas: readonly string[];
    readonly tables: readonly string[];
  };
}

/** What the command line asks for. */
export type Arguments =
  | RunRequest
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly message: string };

/** @param argv the arguments alone, without node and script */
export function parseArguments(argv: readonly string[]): Arguments {
  const command = describe();
  const parsed = parseCommand(command, argv);
  switch (parsed.kind) {
    case "given":
      return runRequest(command.opts());
    case "help":
      return parsed;
    case "refused":
      return refused(parsed.line);
  }
}

type Given = Omit<LocalRunOptions, "timeoutSeconds" | "ownDatabase"> &
  Omit<RunRequest, "kind" | "options" | "database"> & {
    readonly timeout: number;
    readonly databaseUrl?: string;
    readonly schemas: readonly string[];
    readonly tables: readonly string[];
  };

function runRequest(given: Given): Arguments {
  const { json, calls, report, timeout, databaseUrl, schemas, tables, ...options } = given;
  const chosen = [...schemas, ...tables].length > 0;
  if (databaseUrl === undefined && chosen)
    return refused("--schemas and --tables are about your own database, so they need --database-url");
  return {
    kind: "run",
    options: { ...options, timeoutSeconds: timeout },
    json,
    calls,
    ...(report === undefined ? {} : { report }),
    ...(databaseUrl === undefined
      ? {}
      : { database: { url: databaseUrl, schemas: names(schemas), tables: names(tables) } }),
  };
}

/** `a,b c` is three names. */
function names(words: readonly string[]): string[] {
  return words.flatMap((word) => word.split(",")).filter((name) => name !== "");
}

function refused(line: string): Arguments {
  return { kind: "refused", message: `${line}. See npm start -- --help` };
}

function describe(): Command {
  const defaults = DEFAULT_RUN_OPTIONS;
  return new Command("npm start --")
    .description(
      "Runs the whole pipeline on this machine: a Postgres database leaves as a snapshot and arrives in the " +
        "landing zone as Parquet, through the handlers, settings and wiring that deploy to AWS. Nothing leaves 127.0.0.1.",
    )
    .option(
      "--instances <n>",
      "database instances, one snapshot each (1 to 20)",
      wholeNumber(1, 20),
      defaults.instances,
    )
    .option("--rows <n>", "rows of the largest sample table", wholeNumber(100, 5_000_000), defaults.rows)
    .option(
      "--speed <factor>",
      "how much faster than real time waits pass (1 to 600)",
      wholeNumber(1, 600),
      defaults.speed,
    )
    .addOption(
      new Option(
        "--database-url <url>",
        "your own database instead of the sample: postgres://user@host/db",
      ).conflicts(["instances", "rows"]),
    )
    .option("--schemas <name...>", "of your database only these schemas", [])
    .option("--tables <name...>", "of your database only these tables: schema.table, or table", [])
    .addOption(
      new Option("--break <what>", "let something fail, to see what the product does").choices(BREAKS),
    )
    .addOption(
      new Option("--inject <what...>", "send something more into the export queue")
        .choices(INJECTIONS)
        .default(defaults.inject, "nothing"),
    )
    .option(
      "--faults <fault...>",
      "let calls, messages and exports fail as you say: files of a fault plan, or faults in the short form",
      [...defaults.faults],
    )
    .option("--timeout <seconds>", "give up after so long", wholeNumber(5, 7200), defaults.timeoutSeconds)
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
    .addHelpText("after", helpText());
}
