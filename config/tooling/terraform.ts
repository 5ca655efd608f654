import { runTool, type ToolOutcome } from "./run-tool";

/**
 * Runs Terraform in a folder, without a terminal, colours, questions or its call home.
 * `TF_CLI_CONFIG_FILE` is left out: a setting of one machine would decide which provider is found.
 */
export function terraform(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  timeoutSeconds: number,
  interruptAt?: RegExp,
): Promise<ToolOutcome> {
  return runTool({
    program: "terraform",
    args,
    folder,
    environment: {
      ...environment,
      TF_CLI_CONFIG_FILE: undefined,
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
    },
    timeoutSeconds,
    interruptAt,
  });
}

/**
 * @param backend whether the backend is set up too: a plan needs that, a validation does not
 * @returns the arguments of an init, the provider coming from `TF_PLUGIN_DIR` if that is set
 */
export function initArguments(environment: NodeJS.ProcessEnv, backend = false): readonly string[] {
  const pluginDir = environment["TF_PLUGIN_DIR"];
  const from = pluginDir === undefined || pluginDir === "" ? [] : [`-plugin-dir=${pluginDir}`];
  return ["init", `-backend=${backend}`, "-input=false", "-no-color", ...from];
}
