import type { Option } from "commander";

/**
 * Settings of npm itself: they say nothing about what this command was given. Without them a command shows its help,
 * asks before it changes anything, or does not change as much.
 */
const NPMS_OWN = new Set(["help", "yes", "force", "prefix"]);

/** Settings of npm's, too; whoever has them in an .npmrc hardly means this command, and is told. */
const MAY_BE_NPMS = new Set(["json", "dry-run"]);

/**
 * Options given to npm instead of to the command (`npm run sandbox:load --rows 500`, without `--`): npm keeps them to
 * itself and tells of them only in variables, so that the command would silently be another one than the one asked for.
 *
 * @param environment such as `process.env`
 * @param argv the arguments that did arrive
 * @returns one line for the user, or undefined when nothing was swallowed
 */
export function swallowedOptions(
  commandName: string,
  options: readonly Option[],
  environment: Readonly<NodeJS.ProcessEnv>,
  argv: readonly string[],
): string | undefined {
  const mayBeNpms: string[] = [];
  const words = options.flatMap((option) => {
    const name = option.long?.replace(/^--(?:no-)?/, "") ?? "";
    const value = environment[`npm_config_${name.replaceAll("-", "_")}`];
    const arrived = argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    if (name === "" || NPMS_OWN.has(name) || arrived) return [];
    if (name === "sql" && cutUp(environment, argv)) return ["--sql …"];
    if (value === undefined || value === "" || (option.isBoolean() && value !== "true")) return [];
    if (MAY_BE_NPMS.has(name)) mayBeNpms.push(`--no-${name}`);
    // `--rows 500` reaches npm as a switch and a word of its own.
    return [option.isBoolean() ? `--${name}` : `--${name} ${value === "true" ? "…" : value}`];
  });
  if (words.length === 0) return undefined;
  const line = `options go after --: npm run ${commandName} -- ${words.join(" ")}`;
  if (mayBeNpms.length === 0) return line;
  return `${line}. If it is a setting of npm's instead (.npmrc): npm run ${mayBeNpms.join(" ")} ${commandName}`;
}

/**
 * npm reads --sql as three letters, -s -q -l, of which the last means its setting "long", and hands on the file's name
 * as if it were an argument.
 */
function cutUp(environment: Readonly<NodeJS.ProcessEnv>, argv: readonly string[]): boolean {
  return environment["npm_config_long"] === "true" && beginsWithWord(argv);
}

/**
 * What to say of a word that is no option's, where npm may have kept to itself the option that it belonged to.
 *
 * @returns undefined when the command was not started by npm, or its arguments begin with an option
 */
export function mayBeSwallowed(
  commandName: string,
  environment: Readonly<NodeJS.ProcessEnv>,
  argv: readonly string[],
): string | undefined {
  if (environment["npm_lifecycle_event"] !== commandName || !beginsWithWord(argv)) return undefined;
  return `options go after --: npm run ${commandName} -- <options>`;
}

const beginsWithWord = ([first]: readonly string[]): boolean => first?.startsWith("-") === false;
