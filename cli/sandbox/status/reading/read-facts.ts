import { setMaxListeners } from "node:events";
import type { BucketFacts, DatabaseFacts, Found, Named, QueueFacts, SandboxFacts } from "../facts";
import { exportsOfSandbox } from "../exports-of-sandbox";
import { valueOf } from "../found";
import type { SandboxIdentity } from "../sandbox/identity";
import { namesSandbox, sandboxParts } from "../sandbox/sandbox-parts";
import type { StatusClients } from "../status-clients";
import { readBastion } from "./read-bastion";
import { readBucket } from "./read-bucket";
import { readDatabase } from "./read-database";
import { readEndpoints } from "./read-endpoints";
import { readExported } from "./read-exported";
import { readExports } from "./read-exports";
import { readFunction } from "./read-function";
import { readKeys } from "./read-keys";
import { readKeysPendingDeletion } from "./read-keys-pending-deletion";
import { readQueue } from "./read-queue";
import { readSnapshots } from "./read-snapshots";

export interface ReadFacts {
  readonly identity: SandboxIdentity;
  /** Account of the credentials. */
  readonly accountId: string;
  readonly clients: StatusClients;
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Looks at everything that bears a name of the sandbox; nothing is changed. */
export async function readFacts({
  identity,
  accountId,
  clients,
  signal,
  now,
}: ReadFacts): Promise<SandboxFacts> {
  // Every look listens to it, and Node.js takes more than ten for a leak.
  setMaxListeners(0, signal);
  const { ec2, kms, lambda, rds, s3, sqs } = clients;
  const parts = sandboxParts(identity);
  const bucket = (name: string): Promise<Named<BucketFacts>> => named(name, readBucket(s3, name, signal));
  const [database, bastion, endpoints, artefactBucket, exportBucket, zoneBucket, functions, queues] =
    await Promise.all([
      named(parts.database, readDatabase(rds, parts.database, signal)),
      named(parts.bastion, readBastion(clients, parts.bastion, signal)),
      readEndpoints(ec2, parts.endpointSecurityGroup, signal),
      bucket(parts.artefactBucket),
      bucket(parts.exportBucket),
      bucket(parts.zoneBucket),
      Promise.all(parts.functions.map((name) => named(name, readFunction(lambda, name, signal)))),
      Promise.all(parts.queues.map((name) => named(name, readQueue(sqs, name, signal)))),
    ]);
  const buckets = [artefactBucket, exportBucket, zoneBucket];
  const [snapshots, allExports, exported, keys, keysPendingDeletion] = await Promise.all([
    readSnapshots(rds, parts.database, signal),
    readExports(rds, signal),
    readExported(s3, parts.exportBucket, signal),
    readKeys(kms, keyIds(database, buckets, queues), signal),
    readKeysPendingDeletion(kms, namesSandbox(identity), signal),
  ]);
  return {
    region: identity.region,
    identifierPrefix: identity.identifierPrefix,
    accountId,
    at: now(),
    database,
    bastion,
    endpoints,
    artefactBucket,
    exportBucket,
    zoneBucket,
    hasZone: identity.hasZone ?? null,
    functions,
    queues,
    snapshots,
    exports: exportsOfSandbox(allExports, snapshots, parts.exportBucket),
    exported,
    keys,
    keysPendingDeletion,
  };
}

const named = async <T>(name: string, found: Promise<Found<T>>): Promise<Named<T>> => ({
  name,
  found: await found,
});

function keyIds(
  database: Named<DatabaseFacts>,
  buckets: readonly Named<BucketFacts>[],
  queues: readonly Named<QueueFacts>[],
): readonly string[] {
  const ofBuckets = buckets.map(({ found }) => valueOf(valueOf(found)?.key));
  const ofQueues = queues.map(({ found }) => valueOf(found)?.keyId);
  return [valueOf(database.found)?.keyArn, ...ofBuckets, ...ofQueues].filter((id) => id !== undefined);
}
