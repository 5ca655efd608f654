import type { Precondition } from "cdktf";
import { bothOrNeither, endsWithUnlessEmpty, type Truth } from "../shared/truth";
import { DEFAULTS } from "./defaults";
import type { DbSnapshotToS3Props } from "./props";

/** What stays absent when it is not given. */
type Absent = "logKmsKeyArn" | "addressPrefix" | "provider";

/** The inputs with every default applied. */
export type PipelineSettings = Required<Omit<DbSnapshotToS3Props, Absent>> &
  Pick<DbSnapshotToS3Props, Absent>;

/** Inputs that do not go together. */
export class PipelineSettingsError extends Error {
  override readonly name = "PipelineSettingsError";
}

/** @throws PipelineSettingsError that lists every pair of literals that do not go together */
export function pipelineSettings(props: DbSnapshotToS3Props): PipelineSettings {
  const settings = {
    workflowName: "",
    workflowArn: "",
    backdatedWorkflowName: "",
    backdatedWorkflowArn: "",
    awsAccountSuffix: "",
    lambdaArtefactKeyPrefix: props.addressPrefix === undefined ? `${props.identifierPrefix}/` : "",
    alarmActionArns: [],
    ...DEFAULTS,
    ...props,
  };
  const broken = pairs(settings).filter(({ holds }) => holds === false);
  if (broken.length > 0)
    throw new PipelineSettingsError(broken.map(({ errorMessage }) => errorMessage).join(" "));
  return settings;
}

/** The same rules for values that only Terraform will know. */
export function pairPreconditions(settings: PipelineSettings): Precondition[] {
  return pairs(settings).flatMap(({ holds, errorMessage }) =>
    typeof holds === "boolean" ? [] : [{ condition: holds, errorMessage }],
  );
}

interface Pair {
  readonly holds: Truth;
  readonly errorMessage: string;
}

function pairs(settings: PipelineSettings): readonly Pair[] {
  const { zoneBucketArn, zoneBucketId } = settings;
  return [
    bothGiven("workflow", settings.workflowName, settings.workflowArn),
    bothGiven("backdated_workflow", settings.backdatedWorkflowName, settings.backdatedWorkflowArn),
    sameWorkflow("workflow", settings.workflowName, settings.workflowArn),
    sameWorkflow("backdated_workflow", settings.backdatedWorkflowName, settings.backdatedWorkflowArn),
    {
      holds: endsWithUnlessEmpty(zoneBucketArn, zoneBucketId, `:::${zoneBucketId}`),
      errorMessage: `zone_bucket_arn: expected the ARN of the bucket that zone_bucket_id names (${zoneBucketId}), got "${zoneBucketArn}".`,
    },
  ];
}

/** The copier starts the workflow by its name, and may do so by the ARN in its policy: one without the other fails. */
function bothGiven(of: string, name: string, arn: string): Pair {
  return {
    holds: bothOrNeither(name, arn),
    errorMessage: `${of}_name and ${of}_arn: expected both or neither, got "${name}" and "${arn}".`,
  };
}

/** For the same reason one that is another's fails too, after every landing. */
function sameWorkflow(of: string, name: string, arn: string): Pair {
  return {
    holds: endsWithUnlessEmpty(arn, name, `:workflow/${name}`),
    errorMessage: `${of}_arn: expected the ARN of the workflow that ${of}_name names (${name}), got "${arn}".`,
  };
}
