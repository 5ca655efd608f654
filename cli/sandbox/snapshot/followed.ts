import { ToCorrectError } from "../../shared/command/command-error";
import type { CommandContext } from "../../shared/command/context";
import type { CommonOptions } from "../../shared/command/common-options";
import type { Readings } from "./compare/readings";
import type { DatabaseReading } from "./database/database-reading";
import { defaultSnapshotName } from "./decide/snapshot-name";
import type { TakenSnapshot } from "./decide/facts";
import type { SnapshotOptions } from "./options";
import type { SnapshotPorts } from "./ports";
import { readSandboxDatabase } from "./read-sandbox-database";
import type { Sandbox } from "./sandbox";
import { checkBeforehand, takeSnapshot } from "./take-snapshot";

/** A snapshot that is followed, and what is known of the database beside it. */
export interface Followed {
  readonly snapshot: TakenSnapshot;
  /** Undefined when the snapshot was there already. */
  readonly takenAt: Date | undefined;
  /** Undefined when the database need not be read again. */
  readonly readAgain: (() => Promise<void>) | undefined;
  /** Of the database, as far as it was read. */
  readonly readings: () => Readings;
}

/** Takes a snapshot, or finds the one of `--follow`, and reads the database. @throws CommandError */
export async function beginFollowing(
  sandbox: Sandbox,
  options: SnapshotOptions & CommonOptions,
  context: CommandContext,
  ports: SnapshotPorts,
): Promise<Followed> {
  const read = (): Promise<DatabaseReading> => readSandboxDatabase(sandbox, options, context, ports);
  if (options.follow !== undefined) {
    const snapshot = await findSnapshot(sandbox, options.follow);
    const now = await read();
    return { snapshot, takenAt: undefined, readAgain: undefined, readings: () => ({ kind: "since", now }) };
  }
  const name = options.name ?? defaultSnapshotName(sandbox.outputs.database_identifier, ports.now());
  await checkBeforehand(sandbox, name, context);
  const before = await read();
  const snapshot = await takeSnapshot(sandbox, name, context);
  let after = before;
  return {
    snapshot,
    takenAt: ports.now(),
    readAgain: async () => {
      after = await read();
    },
    readings: () => ({ kind: "around", before, after }),
  };
}

async function findSnapshot(
  { rds, outputs }: Pick<Sandbox, "rds" | "outputs">,
  identifier: string,
): Promise<TakenSnapshot> {
  const snapshot = await rds.findSnapshot(identifier);
  const instance = outputs.database_identifier;
  if (snapshot === undefined)
    throw new ToCorrectError(
      `--follow: RDS knows no snapshot ${identifier} in ${outputs.region}. npm run sandbox:status lists those of the sandbox`,
    );
  if (snapshot.instance !== instance)
    throw new ToCorrectError(
      `--follow: the snapshot ${identifier} is of ${snapshot.instance}, expected one of the sandbox's database ${instance}`,
    );
  return snapshot;
}
