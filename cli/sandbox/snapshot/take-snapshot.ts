import { AwsCallError } from "../../../functions/shared/aws-failure";
import { CommandError, ToCorrectError } from "../../shared/command/command-error";
import type { CommandContext } from "../../shared/command/context";
import { allowedValue, unlessDenied } from "./aws/unless-denied";
import { check } from "./decide/checks";
import type { TakenSnapshot } from "./decide/facts";
import type { Sandbox } from "./sandbox";

/**
 * Looks for what would keep a snapshot from landing.
 *
 * @throws ToCorrectError with every reason not to take one
 */
export async function checkBeforehand(
  { rds, outputs }: Pick<Sandbox, "rds" | "outputs">,
  name: string,
  { progress }: Pick<CommandContext, "progress">,
): Promise<void> {
  const instance = outputs.database_identifier;
  const { notes } = await progress.step(
    "Checks",
    async () => {
      const checked = check({
        instance,
        status: await rds.instanceStatus(instance),
        name,
        sameName: await rds.findSnapshot(name),
        subscriptions: allowedValue(await unlessDenied(() => rds.subscriptions())),
        topic: outputs.snapshot_topic_arn,
        quota: allowedValue(await unlessDenied(() => rds.snapshotQuota())),
        runningExports: allowedValue(await unlessDenied(() => rds.runningExports())) ?? 0,
      });
      if (checked.problems.length > 0) throw new ToCorrectError(checked.problems.join("\n"));
      return checked;
    },
    () => `${instance} can be snapshotted as ${name}, and the pipeline hears of it`,
  );
  for (const note of notes) progress.line(note);
}

/**
 * Says the snapshot's name before RDS is asked for it: whatever ends this command, the snapshot can be found again.
 *
 * @throws CommandError that says what to do, and the reason of an abort
 */
export async function takeSnapshot(
  { rds, outputs }: Pick<Sandbox, "rds" | "outputs">,
  name: string,
  { progress, output, signal }: Pick<CommandContext, "progress" | "output" | "signal">,
): Promise<TakenSnapshot> {
  signal.throwIfAborted();
  return progress.step(
    `Taking the snapshot ${name}`,
    async () => {
      try {
        return await rds.takeSnapshot(outputs.database_identifier, name);
      } catch (error) {
        if (!isRefusal(error))
          output.err(
            `RDS may be taking the snapshot all the same. To look: npm run sandbox:snapshot -- --follow ${name}`,
          );
        throw explained(error);
      }
    },
    ({ status }) => status,
  );
}

const WHAT_TO_DO: Readonly<Partial<Record<string, string>>> = {
  SnapshotQuotaExceeded: "Delete some: npm run sandbox:clean deletes those of the sandbox",
  DBSnapshotAlreadyExists: "Take another --name, or follow that one with --follow",
  InvalidDBInstanceState: "The database is busy, perhaps with a backup: try again when it is available",
};

/** RDS has answered, and takes no snapshot. */
const isRefusal = (error: unknown): boolean => error instanceof AwsCallError && error.kind !== "healable";

function explained(error: unknown): unknown {
  const remedy = error instanceof AwsCallError ? WHAT_TO_DO[error.code] : undefined;
  return remedy === undefined || !(error instanceof AwsCallError)
    ? error
    : new CommandError(`${error.message}. ${remedy}`, { cause: error });
}
