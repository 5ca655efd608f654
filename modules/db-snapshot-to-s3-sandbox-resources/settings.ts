import type { Construct } from "constructs";
import {
  sandboxResourcesSettings,
  type SandboxResourcesSettings,
} from "../../config/settings/sandbox-resources";
import { givenInputs } from "../shared/given-inputs";
import { inputsMessage } from "../shared/input-problem";
import { jointProblems } from "../shared/joint-rule";
import { literalProblems } from "../shared/literal-problems";
import { propNames } from "../shared/prop-names";
import { DEFAULTS } from "./defaults";
import type { SandboxResourcesProps } from "./props";
import { tagCountRule } from "./tags";

/** What stays absent when it is not given. */
type Absent = "addressPrefix" | "provider";

/** The inputs with every default applied. */
export type SandboxSettings = Required<Omit<SandboxResourcesProps, Absent>> &
  Pick<SandboxResourcesProps, Absent>;

/** Inputs that are missing or wrong, or that do not go together; lists all of them. */
export class SandboxSettingsError extends Error {
  override readonly name = "SandboxSettingsError";
  /** @param path the construct's */
  constructor(
    path: string,
    readonly problems: readonly string[],
  ) {
    super(inputsMessage(path, problems));
  }
}

type Setting = keyof SandboxResourcesSettings;

const NAMES: Readonly<Record<Setting, keyof SandboxResourcesProps>> = propNames(sandboxResourcesSettings);

/**
 * Checks the literals among the inputs by the rules of the module's variables, and applies the defaults.
 * @throws SandboxSettingsError that lists everything that is missing or wrong
 */
export function sandboxSettings(sandbox: Construct, props: SandboxResourcesProps): SandboxSettings {
  const given = givenInputs(props);
  const settings = { exportFunctionRoleArns: [], ...DEFAULTS, ...given };
  const single = literalProblems<Setting>(sandboxResourcesSettings, NAMES, given);
  const joint = jointProblems([tagCountRule(settings)], NAMES, single);
  const problems = [...single, ...joint].map(({ text }) => text);
  if (problems.length > 0) throw new SandboxSettingsError(sandbox.node.path, problems);
  return settings;
}
