import type { Refusal } from "../local-aws-gateway";
import { TerraformError } from "../terraform-root";
import type { Life, Stage } from "./life";
import { sandboxRoot, type SandboxRoot } from "./sandbox-root";
import { apply, APPLY_SECONDS, APPLY_WITHOUT_PLAN, destroy, prepare } from "./steps";

const REFUSAL: Refusal = {
  action: "CreateDBInstance",
  code: "InsufficientDBInstanceCapacity",
  message: "The specified DB instance class is not available in the specified Availability Zone.",
};

/** RDS has no room for the database once: what was made goes again, or is made whole by another apply. */
export const refused: Life = {
  name: "refused",
  run: async (stage) => {
    const root = await sandboxRoot(stage, { create_zone: true });
    const { terraform, clients } = root;
    await prepare(stage, terraform);
    return [
      ...(await refusedApply(stage, root, "apply, database refused")),
      ...(await destroy(stage, terraform, clients, "destroy of the half")),
      ...(await refusedApply(stage, root, "apply, refused again")),
      ...(await apply(stage, root, "apply once more")),
      ...(await destroy(stage, terraform, clients, "destroy of the whole")),
    ];
  },
};

/** Applies, and has the database refused. @returns what is wrong, a line each */
async function refusedApply(
  { api, step }: Stage,
  { terraform }: SandboxRoot,
  name: string,
): Promise<readonly string[]> {
  api.refuseOnce(REFUSAL);
  const why = await step(name, errorOf(terraform.run("apply", APPLY_WITHOUT_PLAN, APPLY_SECONDS)), (said) =>
    said.includes(REFUSAL.code) ? `failed: ${REFUSAL.code}` : "another end than expected",
  );
  return why.includes(REFUSAL.code) ? [] : [`${name}: expected Terraform to say ${REFUSAL.code}, got ${why}`];
}

/** @returns what a failed command says; words for one that does not fail */
async function errorOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "no error";
  } catch (error) {
    if (error instanceof TerraformError && error.outcome.kind === "exited") return error.message;
    throw error;
  }
}
