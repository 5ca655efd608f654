import type { ClientsOptions, SandboxClients } from "../../shared/aws/sandbox-clients";
import type { ReachDatabase } from "../../shared/database/reached-database";

/** What the command works with, beside options and context. */
export interface SnapshotPorts {
  readonly clients: (options: ClientsOptions) => SandboxClients;
  readonly reachDatabase: ReachDatabase;
  /** The time in AWS. */
  readonly now: () => Date;
  /** Waits between two looks. @throws the signal's reason when it is aborted */
  readonly pause: (signal: AbortSignal) => Promise<void>;
}
