import type { Client } from "pg";
import type { SandboxClients } from "../aws/sandbox-clients";
import type { SandboxOutputs } from "../outputs/sandbox-outputs";
import type { Progress } from "../progress/progress";

/** The sandbox's database while there is a way to it. */
export interface ReachedDatabase {
  /**
   * Opens a connection as the master user: encrypted, the certificate verified.
   *
   * @param applicationName shown in pg_stat_activity
   * @throws ToCorrectError that says what to do
   */
  connect(applicationName: string): Promise<Client>;
  /** Why the way was lost, once it is; undefined while it is there. Explains connections that broke. */
  whyLost(): Promise<string | undefined>;
  /** Ends the way, and with it what connections there are. May be called again. */
  close(): Promise<void>;
}

export interface ReachOptions {
  readonly outputs: SandboxOutputs;
  readonly clients: Pick<SandboxClients, "ec2" | "ssm" | "rds" | "secretsManager">;
  /** Handed on to the AWS CLI. */
  readonly profile?: string | undefined;
  /** A way that somebody else has opened, instead of a tunnel of ours. */
  readonly openTunnel?: { readonly host: string; readonly port: number } | undefined;
  /** File of certificates to trust. @default Amazon's bundle for the region */
  readonly caFile?: string | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

/**
 * Finds the way to the database: what is stopped is started, the tunnel opened, the secret read.
 *
 * @throws ToCorrectError, CommandError that say what to do
 * @throws the signal's reason when it is aborted
 */
export type ReachDatabase = (options: ReachOptions) => Promise<ReachedDatabase>;
