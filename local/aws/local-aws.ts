import { buildWorld } from "./build-world";
import { endpointServer, listen, stop } from "./endpoint-server";
import { RdsControl } from "./rds/rds-control";
import { SqsSnsEmulator } from "./sqs-sns/emulator";
import type { LocalAws, LocalAwsOptions } from "./types";

/**
 * Starts the AWS services of the local world on a free port of 127.0.0.1, and only there.
 *
 * Signatures are not verified: the access key says who calls, and the session token must be the one given out with it.
 * S3 is served in path style only. Waits run in world time; work takes its real time.
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const { region, accountId } = options;
  const world = buildWorld(options, await SqsSnsEmulator.start(region));
  const { server, inFlight } = endpointServer(world.gateway);
  world.address.endpoint = await listen(server);
  return {
    endpoint: world.address.endpoint,
    region,
    accountId,
    rds: new RdsControl(world.rds),
    buckets: world.buckets,
    glue: world.glue,
    events: world.events,
    calls: world.calls.calls,
    credentialsFor: (caller) => world.credentials.credentialsFor(caller),
    onCall: (listener) => {
      world.calls.onCall(listener);
    },
    injectFault: (decide) => world.calls.injectFault(decide),
    enforce: (authority) => {
      world.access.enforce(authority);
    },
    authorise: (caller, call, needs) => world.acts.perform(caller, call, () => needs),
    onKill: (killer) => {
      world.faults.onKill(killer);
    },
    close: once(async () => {
      try {
        await world.rds.timers.close();
      } finally {
        world.clients.close();
        await world.emulator.close();
        await stop(server);
        await Promise.all(inFlight);
        world.buckets.close();
      }
    }),
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
