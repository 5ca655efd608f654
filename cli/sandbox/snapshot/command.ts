import { setTimeout as sleep } from "node:timers/promises";
import { sandboxClients } from "../../shared/aws/sandbox-clients";
import type { SandboxCommand } from "../../shared/command/sandbox-command";
import { reachDatabase } from "../../shared/database/reach-database";
import { addSnapshotOptions, snapshotOptionsSchema, type SnapshotOptions } from "./options";
import type { SnapshotPorts } from "./ports";
import { runSnapshot } from "./run";

/** Between two looks at AWS. */
const LOOK_MILLISECONDS = 15_000;
/** Two hours: a small database lands within one, and the export of others may wait for its turn. */
const TIMEOUT_SECONDS = 7200;

const AWS: SnapshotPorts = {
  clients: sandboxClients,
  reachDatabase,
  now: () => new Date(),
  pause: (signal) => sleep(LOOK_MILLISECONDS, undefined, { signal }),
};

/** `npm run sandbox:snapshot`. @param ports @default AWS and the real clock */
export function snapshotCommand(ports: SnapshotPorts = AWS): SandboxCommand<SnapshotOptions> {
  return {
    name: "sandbox:snapshot",
    description:
      "Takes a manual snapshot of the sandbox's database, follows it until its files are in the landing zone, and " +
      "compares every value that landed with the database.",
    timeoutSeconds: TIMEOUT_SECONDS,
    addOptions: addSnapshotOptions,
    schema: snapshotOptionsSchema,
    progressTo: ({ json }) => (json ? "err" : "out"),
    run: (options, context) => runSnapshot(options, context, ports),
  };
}
