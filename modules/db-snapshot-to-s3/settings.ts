import type { Precondition } from "cdktf";
import { bothOrNeither, type Truth } from "../shared/truth";
import { DEFAULTS } from "./defaults";
import type { DbSnapshotToS3Props } from "./props";

/** What stays absent when it is not given. */
type Absent = "logKmsKeyArn" | "addressPrefix";

/** The inputs with every default applied. */
export type PipelineSettings = Required<Omit<DbSnapshotToS3Props, Absent>> &
  Pick<DbSnapshotToS3Props, Absent>;

/** Inputs that do not go together. */
export class PipelineSettingsError extends Error {
  override readonly name = "PipelineSettingsError";
}

/** @throws PipelineSettingsError that lists every pair of literals of which one is missing */
export function pipelineSettings(props: DbSnapshotToS3Props): PipelineSettings {
  const settings = {
    workflowName: "",
    workflowArn: "",
    backdatedWorkflowName: "",
    backdatedWorkflowArn: "",
    awsAccountSuffix: "",
    alarmActionArns: [],
    ...DEFAULTS,
    ...props,
  };
  const broken = workflowPairs(settings).filter(({ holds }) => holds === false);
  if (broken.length > 0)
    throw new PipelineSettingsError(broken.map(({ errorMessage }) => errorMessage).join(" "));
  return settings;
}

/** The same rules for values that only Terraform will know. */
export function workflowPreconditions(settings: PipelineSettings): Precondition[] {
  return workflowPairs(settings).flatMap(({ holds, errorMessage }) =>
    typeof holds === "boolean" ? [] : [{ condition: holds, errorMessage }],
  );
}

interface Pair {
  readonly holds: Truth;
  readonly errorMessage: string;
}

function workflowPairs(settings: PipelineSettings): readonly Pair[] {
  return [
    pair("workflow_name", settings.workflowName, "workflow_arn", settings.workflowArn),
    pair(
      "backdated_workflow_name",
      settings.backdatedWorkflowName,
      "backdated_workflow_arn",
      settings.backdatedWorkflowArn,
    ),
  ];
}

/** The copier starts the workflow by its name, and may do so by the ARN in its policy: one without the other fails. */
function pair(name: string, nameValue: string, arn: string, arnValue: string): Pair {
  return {
    holds: bothOrNeither(nameValue, arnValue),
    errorMessage: `${name} and ${arn}: expected both or neither, got "${nameValue}" and "${arnValue}".`,
  };
}
