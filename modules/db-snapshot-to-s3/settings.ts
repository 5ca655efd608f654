import type { Precondition } from "cdktf";
import type { Construct } from "constructs";
import { dbSnapshotToS3Settings, type DbSnapshotToS3Settings } from "../../config/settings/db-snapshot-to-s3";
import { givenInputs } from "../shared/given-inputs";
import { inputsMessage, type InputProblem } from "../shared/input-problem";
import { jointPreconditions, jointProblems } from "../shared/joint-rule";
import { literalProblems } from "../shared/literal-problems";
import { propNames } from "../shared/prop-names";
import { DEFAULTS } from "./defaults";
import { jointRules } from "./joint-rules";
import { othersPath } from "./one-prefix";
import type { DbSnapshotToS3Props } from "./props";

/** What stays absent when it is not given. */
type Absent = "logKmsKeyArn" | "addressPrefix" | "provider";

/** The inputs with every default applied. */
export type PipelineSettings = Required<Omit<DbSnapshotToS3Props, Absent>> &
  Pick<DbSnapshotToS3Props, Absent>;

/** Inputs that are missing or wrong, or that do not go together; lists all of them. */
export class PipelineSettingsError extends Error {
  override readonly name = "PipelineSettingsError";
  /** @param path the construct's */
  constructor(
    path: string,
    readonly problems: readonly string[],
  ) {
    super(inputsMessage(path, problems));
  }
}

type Setting = keyof DbSnapshotToS3Settings;
type Problem = InputProblem<Setting>;

const NAMES: Readonly<Record<Setting, keyof DbSnapshotToS3Props>> = propNames(dbSnapshotToS3Settings);

/**
 * Checks the literals among the inputs by the rules of the module's variables, and applies the defaults.
 * @throws PipelineSettingsError that lists everything that is missing or wrong
 */
export function pipelineSettings(pipeline: Construct, props: DbSnapshotToS3Props): PipelineSettings {
  const given = givenInputs(props);
  const settings = {
    workflowName: "",
    workflowArn: "",
    backdatedWorkflowName: "",
    backdatedWorkflowArn: "",
    awsAccountSuffix: "",
    lambdaArtefactKeyPrefix: given.addressPrefix === undefined ? `${given.identifierPrefix}/` : "",
    alarmActionArns: [],
    ...DEFAULTS,
    ...given,
  };
  const single = literalProblems<Setting>(dbSnapshotToS3Settings, NAMES, given);
  const problems = [...single, ...jointProblems(jointRules(settings), NAMES, single)];
  const all = [...problems, ...prefixOfAnother(pipeline, settings, problems)].map(({ text }) => text);
  if (all.length > 0) throw new PipelineSettingsError(pipeline.node.path, all);
  return settings;
}

/** The same rules for values that only Terraform will know. */
export function settingsPreconditions(settings: PipelineSettings): Precondition[] {
  return jointPreconditions(jointRules(settings));
}

function prefixOfAnother(
  pipeline: Construct,
  settings: PipelineSettings,
  known: readonly Problem[],
): readonly Problem[] {
  if (known.some(({ of }) => of.includes("identifier_prefix"))) return [];
  const other = othersPath(pipeline, settings);
  if (other === undefined) return [];
  const { identifierPrefix } = settings;
  const text = `${NAMES.identifier_prefix}: expected another one than ${other} has, whose names in AWS would be the same; got "${identifierPrefix}". In another account or region: give a provider of its own`;
  return [{ of: ["identifier_prefix"], text }];
}
