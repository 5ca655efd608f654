/** Options of ours that npm has no setting of its own for. Not `json` and `timeout`: those may stand in an .npmrc. */
const SWITCHES = ["keep", "calls"] as const;
const WITH_VALUE = [
  ...["instances", "rows", "speed", "break", "faults", "inject", "report"],
  ...["database-url", "schemas", "tables"],
] as const;

/**
 * Options given to npm instead of to the run (`npm start --keep`, without `--`): npm keeps them to itself and tells
 * of them only in variables, so that the run would silently be another one than the one asked for.
 *
 * @param environment such as `process.env`
 * @param argv the arguments that did arrive
 * @returns one line for the person, or undefined when nothing was swallowed
 */
export function swallowedOptions(
  environment: Readonly<NodeJS.ProcessEnv>,
  argv: readonly string[],
): string | undefined {
  const given = (name: string): string | undefined => {
    const value = environment[`npm_config_${name.replaceAll("-", "_")}`];
    const arrived = argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`));
    return value === "" || arrived ? undefined : value;
  };
  const words = [
    ...SWITCHES.filter((name) => given(name) !== undefined).map((name) => `--${name}`),
    ...WITH_VALUE.flatMap((name) => {
      const value = given(name);
      // `--rows 500` reaches npm as a switch and a word of its own; an address may hold a password.
      const shown = value === "true" || name === "database-url" ? "…" : value;
      return value === undefined ? [] : [`--${name} ${shown}`];
    }),
  ];
  return words.length === 0 ? undefined : `options go after --: npm start -- ${words.join(" ")}`;
}
