import { setTimeout as after } from "node:timers/promises";
import * as z from "zod";
import { awsProblemText } from "../../shared/aws/aws-problem";
import { sandboxClients } from "../../shared/aws/sandbox-clients";
import { CommandError } from "../../shared/command/command-error";
import type { SandboxCommand } from "../../shared/command/sandbox-command";
import { readAccount } from "../status/read-account";
import { addIdentityOptions, identityOptionsSchema } from "../status/sandbox/identity-options";
import { sandboxParts } from "../status/sandbox/sandbox-parts";
import { whichSandbox } from "../status/sandbox/which-sandbox";
import { clean } from "./clean";
import { snapshotStore } from "./snapshot-store";

const cleanOptionsSchema = identityOptionsSchema.extend({
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  cancelExports: z.boolean().default(false),
});

export type CleanOptions = z.infer<typeof cleanOptionsSchema>;

/** RDS deletes a small snapshot within a minute or two. */
const TIMEOUT_SECONDS = 900;
const PAUSE_MILLISECONDS = 5000;

/** `npm run sandbox:clean` */
export const cleanCommand: SandboxCommand<CleanOptions> = {
  name: "sandbox:clean",
  description:
    "Deletes the manual snapshots of the sandbox's database, which no destroy takes away, and waits until they are " +
    "gone. It asks first; where nobody can answer it only lists them, unless --yes is given. Exit code 0 when none " +
    "is left or none was to be deleted, 1 when one could not be.",
  timeoutSeconds: TIMEOUT_SECONDS,
  addOptions: (command) => {
    addIdentityOptions(command);
    command
      .option("--yes", "delete without asking", false)
      .option("--dry-run", "only list what would be deleted", false)
      .option("--cancel-exports", "cancel exports of these snapshots that the sandbox has started", false);
  },
  schema: cleanOptionsSchema,
  run: async (options, { output, progress, signal, environment }) => {
    const identity = await whichSandbox(options, { environment, signal });
    const { rds, sts } = sandboxClients({ region: identity.region, profile: options.profile });
    const accountId = await readAccount(sts, identity, options.profile, signal);
    const parts = sandboxParts(identity);
    const store = snapshotStore(rds, parts.database, signal);
    const snapshots = await store.snapshots().catch((error: unknown) => {
      signal.throwIfAborted();
      throw new CommandError(
        awsProblemText(`snapshots of ${parts.database}`, "rds:DescribeDBSnapshots", error),
        { cause: error },
      );
    });
    return clean(
      { parts, accountId, snapshots, exports: await store.exports(), options },
      {
        output,
        progress,
        signal,
        store,
        terminal: { input: process.stdin, output: process.stdout },
        pause: () => after(PAUSE_MILLISECONDS, undefined, { signal }),
        now: () => new Date(),
      },
    );
  },
};
