import type { Client } from "pg";
import { unlessAborted } from "../../../local/start/interruption";
import { CommandError, ToCorrectError } from "../command/command-error";
import { missingPrograms } from "../tunnel/missing-programs";
import { openTunnel, type Tunnel } from "../tunnel/open-tunnel";
import { wakeBastion, wakeDatabase } from "../tunnel/wake";
import { certificateBundle } from "./certificate-bundle";
import { connectVerified, type DatabaseEnd } from "./connect-verified";
import { connectionProblem, WRONG_PASSWORD } from "./connection-problem";
import type { ReachDatabase, ReachOptions, ReachedDatabase } from "./reached-database";
import { readSecret, type MasterUser } from "./read-secret";
import { codeOf } from "../../../local/shared/error-facts";

/** Whoever gave a tunnel closes it. */
const somebodyElses = (end: { readonly host: string; readonly port: number }): Tunnel => ({
  ...end,
  whyLost: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
});

/** What can be found wrong is found before anything is started: programs, certificates, the secret. */
export const reachDatabase: ReachDatabase = async (options) => {
  const { outputs, clients, openTunnel: given, progress, signal, environment, caFile } = options;
  if (given === undefined) refuseWithoutPrograms(environment);
  const ca = await certificateBundle({ region: outputs.region, caFile, environment, signal });
  const read = (): Promise<MasterUser> =>
    readSecret(clients.secretsManager, outputs.database_secret_arn, signal);
  const user = await progress.step("Secret of the database", read, () => "read");
  await progress.step(
    "Database",
    (note) => wakeDatabase(outputs.database_identifier, { clients, signal }, note),
    () => outputs.database_identifier,
  );
  const tunnel = given === undefined ? await openOurs(options) : somebodyElses(given);
  return new TunnelledDatabase(
    {
      host: tunnel.host,
      port: tunnel.port,
      ca,
      realHost: outputs.database_host,
      name: outputs.database_name,
    },
    tunnel,
    user,
    read,
    signal,
  );
};

function refuseWithoutPrograms(environment: Readonly<NodeJS.ProcessEnv>): void {
  const missing = missingPrograms(environment);
  if (missing.length === 0) return;
  throw new ToCorrectError(
    [...missing, "Or open a port forward elsewhere, and say where it is: --tunnel-port <port>"].join("\n"),
  );
}

async function openOurs({
  outputs,
  clients,
  profile,
  progress,
  signal,
  environment,
}: ReachOptions): Promise<Tunnel> {
  const bastion = outputs.bastion_instance_id;
  await progress.step(
    "Bastion",
    (note) => wakeBastion(bastion, { clients, signal }, note),
    () => `${bastion} is online`,
  );
  return progress.step(
    "Port forward",
    () =>
      openTunnel({
        bastion,
        host: outputs.database_host,
        port: outputs.database_port,
        region: outputs.region,
        profile,
        environment,
        onCommand: (command) => {
          progress.line(`$ ${command}`);
        },
        signal,
      }),
    ({ host, port }) => `${host}:${port}`,
  );
}

class TunnelledDatabase implements ReachedDatabase {
  constructor(
    private readonly end: DatabaseEnd,
    private readonly tunnel: Tunnel,
    private user: MasterUser,
    private readonly readAgain: () => Promise<MasterUser>,
    private readonly signal: AbortSignal,
  ) {}

  async connect(applicationName: string): Promise<Client> {
    try {
      return await unlessAborted(this.signal, this.attempt(applicationName));
    } catch (error) {
      this.signal.throwIfAborted();
      const lost = await this.tunnel.whyLost();
      if (lost !== undefined) throw new CommandError(lost, { cause: error });
      throw new ToCorrectError(connectionProblem(error, this.end.realHost, this.end.name), { cause: error });
    }
  }

  whyLost(): Promise<string | undefined> {
    return this.tunnel.whyLost();
  }

  close(): Promise<void> {
    return this.tunnel.close();
  }

  /** A password may be rotated between being read and being used. */
  private async attempt(applicationName: string): Promise<Client> {
    try {
      return await connectVerified(this.end, this.user, applicationName);
    } catch (error) {
      if (codeOf(error) !== WRONG_PASSWORD) throw error;
      this.user = await this.readAgain();
      return connectVerified(this.end, this.user, applicationName);
    }
  }
}
