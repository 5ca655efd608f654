import type { CommandContext } from "../../shared/command/context";
import { CommandError } from "../../shared/command/command-error";
import { readDatabase, rowsOf, type DatabaseReading } from "./database/database-reading";
import type { SnapshotOptions } from "./options";
import type { SnapshotPorts } from "./ports";
import type { Sandbox } from "./sandbox";

/**
 * Reaches the sandbox's database, reads all of it, and leaves it again: nothing is held open while AWS works, which may
 * take longer than a port forward lasts.
 *
 * @throws CommandError
 */
export async function readSandboxDatabase(
  { outputs, clients }: Pick<Sandbox, "outputs" | "clients">,
  {
    caFile,
    openTunnel,
    profile,
  }: Pick<SnapshotOptions, "caFile" | "openTunnel"> & { profile?: string | undefined },
  { progress, signal, environment }: CommandContext,
  { reachDatabase, now }: Pick<SnapshotPorts, "reachDatabase" | "now">,
): Promise<DatabaseReading> {
  const database = await reachDatabase({
    outputs,
    clients,
    profile,
    openTunnel,
    caFile,
    progress,
    signal,
    environment,
  });
  try {
    return await progress.step(
      `Reading ${outputs.database_name}`,
      async (note) => {
        const client = await database.connect("sandbox:snapshot");
        const breakOff = (): void => {
          client.connection.stream.destroy();
        };
        signal.addEventListener("abort", breakOff, { once: true });
        try {
          return await readDatabase(client, {
            now,
            onTable: (name, read, of) => {
              note(`${name}, table ${read} of ${of}`);
            },
          });
        } finally {
          signal.removeEventListener("abort", breakOff);
          await client.end();
        }
      },
      (reading) => `${rowsOf(reading).toLocaleString("en-GB")} rows in ${reading.tables.size} tables`,
    );
  } catch (error) {
    signal.throwIfAborted();
    const lost = await database.whyLost();
    throw lost === undefined ? error : new CommandError(lost, { cause: error });
  } finally {
    await database.close();
  }
}
