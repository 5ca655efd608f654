import { TerraformError } from "../terraform-root";
import type { Life, Stage } from "./life";
import { sandboxRoot, type SandboxRoot } from "./sandbox-root";
import { apply, APPLY_SECONDS, APPLY_WITHOUT_PLAN, destroy, prepare } from "./steps";

/**
 * Half a minute after RDS began to make the database, which takes the provider more than one; what else there is to
 * make is there by then. A request that is under way when Terraform is interrupted may still be carried out, and
 * Terraform does not know of it: that can happen to anybody, and is not what is looked at here.
 */
const DATABASE_IS_BEING_MADE = /^aws_db_instance\.\S+ Still creating\.\.\. \[(?:00m)?30s elapsed\]$/m;

/** Somebody presses Ctrl+C while RDS makes the database: all of it goes, and can be made again. */
export const interrupted: Life = {
  name: "interrupted",
  run: async (stage) => {
    const root = await sandboxRoot(stage, { create_zone: true });
    const { terraform, clients } = root;
    await prepare(stage, terraform);
    return [
      ...(await interruptedApply(stage, root)),
      ...(await destroy(stage, terraform, clients, "destroy of the half")),
      ...(await apply(stage, root, "apply again")),
      ...(await destroy(stage, terraform, clients, "destroy of the whole")),
    ];
  },
};

const STOPPED = "stopped where it was";

/** Applies, and interrupts it in the middle. @returns what is wrong, a line each */
async function interruptedApply({ step }: Stage, { terraform }: SandboxRoot): Promise<readonly string[]> {
  const name = "apply, interrupted";
  const applying = terraform
    .run("apply", APPLY_WITHOUT_PLAN, APPLY_SECONDS, DATABASE_IS_BEING_MADE)
    .then(() => "came to its end", saidWhenInterrupted);
  const said = await step(name, applying, (words) => words);
  return said === STOPPED ? [] : [`${name}: expected Terraform to have ${STOPPED}, got: ${said}`];
}

function saidWhenInterrupted(error: unknown): string {
  if (!(error instanceof TerraformError) || error.outcome.kind !== "exited") throw error;
  return /^Interrupt received\./m.test(error.outcome.stdout) ? STOPPED : error.message;
}
