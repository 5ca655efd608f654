import { actionCounts } from "../terraform-counts";
import type { ApiDeviation } from "../terraform-examples/api-deviations";
import { askedLines, askForDeviations } from "../terraform-examples/asked-deviations";
import { awsClients } from "../terraform-examples/aws-clients";
import { TRANSCRIBED } from "./arguments";
import { changeTags } from "./change-tags";
import { forgottenPolicy } from "./forgotten-policies";
import { deviationsOf, judgeAfterApply } from "./judge-plans";
import { judgeOutputs } from "./judge-outputs";
import { deleteSnapshot, fillBucket, takeSnapshot } from "./leave-behind";
import { PREFIX, REGION, type Life, type Stage } from "./life";
import { outputsOf, sandboxRoot, type SandboxRoot } from "./sandbox-root";
import { destroy, leftBeside, planAndApply, prepare } from "./steps";

/** An account of which the sandbox knows nothing: what is asked there is in nobody's way. */
const ASKING_ACCOUNT = "999999999999";

/** Everything in one account, with a zone of its own, and with endpoints since its network has no way out. */
export const oneAccount: Life = {
  name: TRANSCRIBED,
  run: async (stage) => {
    const root = await sandboxRoot(stage, { create_zone: true, create_systems_manager_endpoints: true });
    const { terraform } = root;
    await prepare(stage, terraform);
    const first = await planAndApply(stage, terraform);
    const outputs = await outputsOf(terraform);
    stage.keep("terraform output", await terraform.run("output", ["-no-color"], 60));
    const deviations = deviationsOf(first.changes);
    const second = await stage.step("second plan", terraform.plan(), ({ changes }) => actionCounts(changes));
    return [
      ...judgeOutputs(outputs, expectedOutputs(root)),
      ...judgeAfterApply("the second plan", second, deviations),
      ...(await askAll(stage, [...deviations, forgottenPolicy])),
      ...(await changeTags(stage, root, String(outputs["database_identifier"]), deviations)),
      ...(await destroyUsed(stage, root, outputs)),
    ];
  },
};

function expectedOutputs({ account }: SandboxRoot): Readonly<Record<string, string>> {
  return {
    aws_account_id: account,
    region: REGION,
    database_identifier: `${PREFIX}-rds-snapshot-to-cross-account-s3-sandbox-db`,
    database_port: "5432",
    export_bucket_id: `${PREFIX}-sandbox-rds-export-storage`,
    zone_bucket_id: `${PREFIX}-sandbox-landing-zone`,
    zone_is_of_the_sandbox: "true",
  };
}

async function askAll(stage: Stage, deviations: readonly ApiDeviation[]): Promise<readonly string[]> {
  const clients = await awsClients({ endpoint: stage.api.endpoint, region: REGION }, ASKING_ACCOUNT);
  const asked = await stage.step(
    "ask the API",
    askForDeviations(deviations, clients),
    (answers) => `${answers.length} things that it answers otherwise than AWS`,
  );
  return asked
    .filter(({ isProved }) => !isProved)
    .flatMap((answer) => askedLines(answer).map((line) => `not proved: ${line}`));
}

/** Buckets with files in them go; a snapshot that somebody took stays, and is in nobody's way. */
async function destroyUsed(
  stage: Stage,
  { terraform, clients }: SandboxRoot,
  outputs: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  for (const bucket of ["export_bucket_id", "zone_bucket_id"])
    await fillBucket(clients, String(outputs[bucket]));
  const snapshot = `${PREFIX}-by-hand`;
  const kept = await takeSnapshot(clients, String(outputs["database_identifier"]), snapshot);
  const problems = await destroy(stage, terraform, clients, "destroy", [kept]);
  await deleteSnapshot(clients, snapshot);
  return [...problems, ...(await leftBeside(stage, clients, "deleting the snapshot", []))];
}
