import { paginateDescribeDBInstances } from "@aws-sdk/client-rds";
import { TerraformError } from "../terraform-root";
import type { AwsClients } from "../terraform-examples/aws-clients";
import { everyPage } from "../terraform-examples/every-page";
import type { Life, Stage } from "./life";
import { sandboxRoot, type SandboxRoot } from "./sandbox-root";
import { apply, APPLY_SECONDS, APPLY_WITHOUT_PLAN, destroy, prepare } from "./steps";

const POLL_MILLISECONDS = 500;

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

/** Interrupts an apply when the database is there and not yet usable. @returns what is wrong, a line each */
async function interruptedApply(
  { step }: Stage,
  { terraform, clients }: SandboxRoot,
): Promise<readonly string[]> {
  const name = "apply, interrupted";
  const interrupt = new AbortController();
  const ended = new AbortController();
  const applying = terraform
    .run("apply", APPLY_WITHOUT_PLAN, APPLY_SECONDS, interrupt.signal)
    .then(() => "came to its end", saidWhenInterrupted)
    .finally(() => {
      ended.abort();
    });
  const interrupting = databaseIsThere(clients, ended.signal).then(() => {
    interrupt.abort();
  });
  const said = await step(name, applying, (words) => words);
  await interrupting;
  return said === STOPPED ? [] : [`${name}: expected Terraform to have ${STOPPED}, got: ${said}`];
}

const STOPPED = "stopped where it was";

function saidWhenInterrupted(error: unknown): string {
  if (!(error instanceof TerraformError) || error.outcome.kind !== "exited") throw error;
  return /^Interrupt received\./m.test(error.outcome.stdout) ? STOPPED : error.message;
}

/** Resolves when RDS has begun to make a database, or when nobody waits for it any more. */
async function databaseIsThere({ rds }: AwsClients, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    const found = await everyPage(paginateDescribeDBInstances({ client: rds }, {}), ({ DBInstances = [] }) =>
      DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier),
    );
    if (found.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
}
