import { STACK_FOLDER } from "./deployed-pipeline";
import { gatherResult } from "./gather-result";
import type { RunInputs } from "./run-options";
import type { RunRecords } from "./run-records";
import type { RunResult } from "./run-result";
import type { World } from "./run-world";
import { keepTerraformJson } from "./terraform-json";
import path from "node:path";

/** The result of a run whose deployment was denied: what was called until then, and what would allow the rest. */
export function deniedDeployment(
  error: unknown,
  { options }: RunInputs,
  { aws, zone }: World,
  { journal, history, directory }: RunRecords,
): Promise<RunResult> {
  const stackDirectory = path.join(directory, STACK_FOLDER);
  const why = `the deployment failed: ${error instanceof Error ? error.message : String(error)}`;
  return gatherResult({
    options,
    snapshots: [],
    view: {
      ...{ tasks: [], workflowRuns: [], deadMessages: [], messagesLeft: 0, active: 0 },
      ...{ standstill: why, denied: true },
    },
    decisions: journal.decisions,
    calls: aws.calls,
    ...{ roles: [], permissions: [], pipeline: [], faults: [], unfiredFaults: [] },
    history,
    mayRepeat: false,
    account: null,
    zoneBucket: zone.bucket,
    readManifest: () => undefined,
    compare: () => Promise.reject(new Error("there is no snapshot to compare")),
    directory: options.keep ? directory : null,
    terraformJson: options.keep
      ? path.join(stackDirectory, "cdk.tf.json")
      : keepTerraformJson(stackDirectory),
  });
}
