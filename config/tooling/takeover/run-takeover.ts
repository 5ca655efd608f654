import type { RunningAwsApi } from "../local-aws-api";
import { TerraformRoot } from "../terraform-root";
import { awsClients } from "../terraform-examples/aws-clients";
import { goBack } from "./go-back";
import { leaveNothing } from "./leave-nothing";
import type { Stage } from "./stage";
import { startReference } from "./start-reference";
import { takeOver } from "./take-over";
import { TakeoverRoot } from "./takeover-root";

const REGION = "eu-west-2";

/** Account of the landing zone in the root that is taken over. */
const ZONE_ACCOUNT = "444444444444";

/** An account of which that root knows nothing. */
const OTHER_ACCOUNT = "999999999999";

/** How a takeover went. */
export interface TakeoverResult {
  /** What each step did; the same in every run. */
  readonly transcript: readonly string[];
  /** What is wrong, a line each. */
  readonly problems: readonly string[];
}

/**
 * Takes a running pipeline over, goes back, takes it over again and destroys it.
 * @param folder empty; for Terraform's files
 * @throws TerraformError when Terraform refuses, is not there or does not end in time
 */
export async function runTakeover(
  folder: string,
  api: RunningAwsApi,
  print: (line: string) => void,
): Promise<TakeoverResult> {
  const transcript: string[] = [];
  const heading = (title: string): void => {
    transcript.push(title);
    print(title);
  };
  const reached = { endpoint: api.endpoint, region: REGION };
  const stage: Stage = {
    root: new TakeoverRoot(folder),
    terraform: new TerraformRoot(folder, { ...api.environment, AWS_REGION: REGION }),
    clients: await awsClients(reached),
    otherClients: await awsClients(reached, OTHER_ACCOUNT),
    report: (step, seconds, what) => {
      transcript.push(`  ${step.padEnd(33)}${what}`.trimEnd());
      print(`  ${step.padEnd(33)}${seconds.toFixed(1).padStart(6)} s  ${what}`.trimEnd());
    },
  };

  heading("The modules that are replaced:");
  const reference = await startReference(stage);
  heading("Ours in their place:");
  const taken = await takeOver(stage, reference);
  if (taken.observation === undefined) return { transcript, problems: taken.problems };
  heading("Back again:");
  const back = await goBack(stage, taken.observation, reference);
  heading("Ours once more, and the end:");
  const end = await leaveNothing(stage, await awsClients(reached, ZONE_ACCOUNT), reference);
  const problems = [...taken.problems, ...back.problems, ...end];
  if (problems.length === 0)
    heading(
      "The messages, the mappings, the keys and the logs are those of the beginning; the destroy left nothing else.",
    );
  return { transcript, problems };
}
