import { availableParallelism } from "node:os";
import { Command, Option } from "commander";
import * as z from "zod";
import { mayBeSwallowed, swallowedOptions } from "../../cli/shared/command/swallowed-options";
import { parseCommand } from "../../local/shared/parse-command";
import { wholeNumber } from "../../local/shared/whole-number";
import { FAULT_MIXES, type FaultMix } from "../plan/arbitrary/faults";

const NAME = "simulate";
const LARGEST_SEED = 2 ** 31 - 1;

/** What the command line asks for. */
export type Choice =
  | {
      readonly kind: "batch";
      readonly seed: number;
      readonly runs: number;
      readonly workers: number;
      /** Whether the plans that are written down are run first. */
      readonly corpus: boolean;
      readonly faults: FaultMix;
    }
  | {
      readonly kind: "one";
      readonly seed: number;
      readonly run: number;
      readonly trace: boolean;
      readonly faults: FaultMix;
    }
  | { readonly kind: "plan"; readonly file: string; readonly trace: boolean }
  | { readonly kind: "scale"; readonly size: "ci" | "large" | "full" };

export type ParsedOptions =
  | { readonly kind: "run"; readonly choice: Choice }
  | { readonly kind: "help"; readonly text: string }
  | { readonly kind: "refused"; readonly message: string };

const givenSchema = z.object({
  runs: z.number().optional(),
  seed: z.number().optional(),
  workers: z.number().optional(),
  corpus: z.boolean().optional(),
  faults: z.enum(FAULT_MIXES).optional(),
  run: z.number().optional(),
  trace: z.boolean().optional(),
  plan: z.string().optional(),
  scale: z.enum(["ci", "large", "full"]).optional(),
});

type Given = z.infer<typeof givenSchema>;

/**
 * @param argv the arguments alone, without node and script
 * @param environment such as `process.env`: npm keeps options there that were given to it by mistake
 * @param drawSeed used when none is given
 */
export function parseOptions(
  argv: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
  drawSeed: () => number,
): ParsedOptions {
  const commander = describe();
  const swallowed = swallowedOptions(NAME, commander.options, environment, argv);
  if (swallowed !== undefined) return { kind: "refused", message: swallowed };
  const parsed = parseCommand(commander, argv);
  if (parsed.kind === "help") return parsed;
  if (parsed.kind === "refused") {
    const npm = parsed.hasExcess ? mayBeSwallowed(NAME, environment, argv) : undefined;
    return refused([parsed.line, ...(npm === undefined ? [] : [npm])].join("; "));
  }
  const given = givenSchema.parse(commander.opts());
  const conflict = conflictIn(given);
  return conflict === undefined ? { kind: "run", choice: choiceOf(given, drawSeed) } : refused(conflict);
}

/** What does not go together, most telling first. */
const EXCLUSIVE: readonly (readonly [keyof Given, readonly (keyof Given)[]])[] = [
  ["scale", ["runs", "seed", "workers", "corpus", "faults", "run", "trace", "plan"]],
  ["plan", ["runs", "seed", "workers", "corpus", "faults", "run"]],
  ["run", ["runs", "workers", "corpus"]],
  ["trace", ["runs", "workers", "corpus"]],
];

function conflictIn(given: Given): string | undefined {
  for (const [one, others] of EXCLUSIVE)
    for (const other of others)
      if (given[one] !== undefined && given[other] !== undefined)
        return `--${one} and --${other} exclude each other`;
  return undefined;
}

function choiceOf(
  { scale, plan, run, trace = false, seed, runs, workers, corpus = false, faults = "usual" }: Given,
  drawSeed: () => number,
): Choice {
  if (scale !== undefined) return { kind: "scale", size: scale };
  if (plan !== undefined) return { kind: "plan", file: plan, trace };
  const batchSeed = seed ?? drawSeed();
  if (run !== undefined || trace) return { kind: "one", seed: batchSeed, run: run ?? 0, trace, faults };
  const threads = workers ?? availableParallelism();
  return { kind: "batch", seed: batchSeed, runs: runs ?? 1000, workers: threads, corpus, faults };
}

function describe(): Command {
  return new Command(`npm run ${NAME} --`)
    .description(
      "Runs the shipped functions against a simulated AWS in which things go wrong, and checks after every run that no " +
        "snapshot is lost. Exit code 1: something was.",
    )
    .option("--runs <n>", "how many runs (default: 1000)", wholeNumber(1, 100_000_000))
    .option(
      "--seed <n>",
      "what everything is drawn from (default: another one each time)",
      wholeNumber(0, LARGEST_SEED),
    )
    .option("--workers <n>", "threads (default: one per processor)", wholeNumber(1, 256))
    .option("--corpus", "run the plans in simulation/corpus first")
    .addOption(new Option("--faults <mix>", "how much goes wrong (default: usual)").choices(FAULT_MIXES))
    .option("--run <n>", "only that run of the seed, counted from 0", wholeNumber(0, 100_000_000))
    .option("--trace", "what happens in one run (default: the first), as a timeline")
    .option("--plan <file>", "the plan in a file, as a failing run prints it, instead of one of a seed")
    .addOption(
      new Option("--scale <size>", "large worlds instead, and what they cost: ci, large or full").choices([
        "ci",
        "large",
        "full",
      ]),
    );
}

function refused(line: string): { readonly kind: "refused"; readonly message: string } {
  return { kind: "refused", message: `${line}. See npm run ${NAME} -- --help` };
}
