import type { Command } from "commander";
import * as z from "zod";
import { addReachOptions, reachOptionsSchema } from "../../shared/database/reach-options";
import { followedSnapshot, snapshotName } from "./decide/snapshot-name";

const ownOptionsSchema = z
  .object({
    /** Identifier of the snapshot. @default instance and time */
    name: z.string().optional(),
    /** Identifier of a snapshot that is there already. */
    follow: z.string().optional(),
    /** Profile that may list the landing zone, and read it. @default the credentials of everything else */
    zoneProfile: z.string().optional(),
    /** One JSON object instead of words. */
    json: z.boolean().default(false),
  })
  .refine(({ name, follow }) => name === undefined || follow === undefined, {
    error:
      "--name and --follow exclude each other: one takes a snapshot, the other follows one that is there",
  });

/** Options of `npm run sandbox:snapshot`, without the common ones. */
export const snapshotOptionsSchema = z.intersection(ownOptionsSchema, reachOptionsSchema);

export type SnapshotOptions = z.infer<typeof snapshotOptionsSchema>;

export function addSnapshotOptions(command: Command): void {
  command
    .option(
      "--name <identifier>",
      "identifier of the snapshot (default: the instance's, with the time)",
      snapshotName,
    )
    .option(
      "--follow <snapshot>",
      "go on with a snapshot that is there already, instead of taking one; the database is compared as it is now",
      followedSnapshot,
    )
    .option(
      "--zone-profile <name>",
      "profile that may list and read the landing zone (default: the credentials of everything else)",
    )
    .option(
      "--json",
      "print one JSON object on standard output: npm run --silent sandbox:snapshot -- --json",
    );
  addReachOptions(command);
  command.addHelpText("after", HELP);
}

const HELP = `
The database is read, in one transaction, before the snapshot is taken and again when it is made: what did not change
in between is what the snapshot holds, and must land so, value by value.

Ctrl-C and --timeout end this command, not the pipeline: --follow looks again later.

Exit codes:
  0  every table landed with the same rows and values, and no dead letter is about the snapshot
  1  not so, or something failed
  2  something is to be corrected first: the command line, the outputs, the credentials
  130, 143  ended by Ctrl-C or SIGTERM
`;
