import type { Option } from "commander";

/** Settings of npm itself, or such as may stand in an .npmrc: they say nothing about what this command was given. */
const MAY_BE_NPMS = new Set(["help", "json", "timeout", "yes", "dry-run", "force", "prefix"]);

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
  const words = options.flatMap((option) => {
    const name = option.long?.replace(/^--(?:no-)?/, "") ?? "";
    const value = environment[`npm_config_${name.replaceAll("-", "_")}`];
    const arrived = argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    if (name === "" || MAY_BE_NPMS.has(name) || arrived || value === undefined || value === "") return [];
    // `--rows 500` reaches npm as a switch and a word of its own.
    return [option.isBoolean() ? `--${name}` : `--${name} ${value === "true" ? "…" : value}`];
  });
  return words.length === 0 ? undefined : `options go after --: npm run ${commandName} -- ${words.join(" ")}`;
}
