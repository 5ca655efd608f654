import { actionCounts } from "../terraform-counts";
import { deviationsOf, judgeAfterApply } from "./judge-plans";
import { judgeOutputs } from "./judge-outputs";
import { fillBucket } from "./leave-behind";
import type { Life, Stage } from "./life";
import { outputsOf, sandboxRoot, type SandboxRoot } from "./sandbox-root";
import { destroy, planAndApply, prepare } from "./steps";
import { takeStatements } from "./take-statements";
import { applyZone, judgeUntouched, policiesOf, type Zone } from "./zone";
import { zoneOwner, type ZoneOwner } from "./zone-owner";

const SANDBOX_ACCOUNT = "555555555555";
const ZONE_ACCOUNT = "444444444444";

/** The sandbox in one account, and the landing zone in another, which belongs to somebody else. */
export const twoAccounts: Life = {
  name: "two-accounts",
  run: async (stage) => {
    const owner = await zoneOwner(stage, ZONE_ACCOUNT);
    await stage.step("zone: init", owner.terraform.init());
    const zone = await applyZone(stage, owner, "zone: apply");
    const before = await policiesOf(owner, zone);
    const sandbox = await sandboxRoot(
      stage,
      {
        zone_bucket_id: zone.bucket_id,
        zone_bucket_arn: zone.bucket_arn,
        zone_kms_key_arn: zone.kms_key_arn,
      },
      SANDBOX_ACCOUNT,
    );
    const { terraform, account } = sandbox;
    await prepare(stage, terraform);
    const first = await planAndApply(stage, terraform);
    const untouched = judgeUntouched("the sandbox's apply", before, await policiesOf(owner, zone));
    const outputs = await outputsOf(terraform);
    const statements = await takeStatements(stage, { owner, zone, account, outputs });
    const second = await stage.step("second plan", terraform.plan(), ({ changes }) => actionCounts(changes));
    return [
      ...judgeOutputs(outputs, { aws_account_id: account, zone_is_of_the_sandbox: "false" }),
      ...untouched,
      ...statements,
      ...judgeAfterApply("the second plan", second, deviationsOf(first.changes)),
      ...(await destroyBoth(stage, owner, sandbox, zone)),
    ];
  },
};

/** The zone first, and once more after the sandbox: neither needs the other for that. */
async function destroyBoth(
  stage: Stage,
  owner: ZoneOwner,
  sandbox: SandboxRoot,
  zone: Zone,
): Promise<readonly string[]> {
  await fillBucket(owner.clients, zone.bucket_id);
  const zoneFirst = await destroy(stage, owner.terraform, owner.clients, "zone: destroy");
  const withoutZone = await judgeDestroyPlan(stage, sandbox);
  const anew = await applyZone(stage, owner, "zone: apply anew");
  const before = await policiesOf(owner, anew);
  const sandboxFirst = await destroy(stage, sandbox.terraform, sandbox.clients, "destroy");
  const after = await policiesOf(owner, anew);
  return [
    ...zoneFirst,
    ...withoutZone,
    ...sandboxFirst,
    ...judgeUntouched("the sandbox's destroy", before, after),
    ...(await destroy(stage, owner.terraform, owner.clients, "zone: destroy, after it")),
  ];
}

/** @returns what is wrong when the zone is gone and the sandbox is to go, a line each */
async function judgeDestroyPlan({ step }: Stage, { terraform }: SandboxRoot): Promise<readonly string[]> {
  const { changes } = await step("plan of a destroy, zone gone", terraform.plan("-destroy"), (plan) =>
    actionCounts(plan.changes),
  );
  return changes
    .filter(({ action }) => action !== "delete")
    .map(({ action, address }) => `without the zone, a destroy would ${action} ${address}`);
}
