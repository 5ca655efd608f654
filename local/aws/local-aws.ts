import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AccessDesk } from "./access-desk";
import { AwsError } from "./aws-error";
import { CallBook } from "./call-book";
import { CredentialBook } from "./credential-book";
import { FaultDesk } from "./fault-desk";
import { Gateway } from "./gateway";
import { Glue, glueService } from "./glue/glue-service";
import { OwnClients } from "./own-clients";
import { ExportRunner } from "./rds/export-runner";
import { RdsArns } from "./rds/rds-arns";
import { RdsControl } from "./rds/rds-control";
import { rdsService } from "./rds/rds-service";
import { RdsWorld, type RdsSurroundings } from "./rds/rds-world";
import { WorldTimers } from "./rds/world-timers";
import { BucketStore } from "./s3/bucket-store";
import { MultipartUploads } from "./s3/multipart-uploads";
import { s3Service } from "./s3/s3-service";
import { AccountArns } from "./sqs-sns/account-arns";
import { SqsSnsEmulator } from "./sqs-sns/emulator";
import { QueueUrls } from "./sqs-sns/queue-urls";
import { snsService } from "./sqs-sns/sns-service";
import { SqsService } from "./sqs-sns/sqs-service";
import { TopicBook } from "./sqs-sns/topic-book";
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
  const { server, inFlight } = gatewayServer(world.gateway);
  world.address.endpoint = await listen(server);
  return {
    endpoint: world.address.endpoint,
    region,
    accountId,
    rds: new RdsControl(world.rds),
    buckets: world.buckets,
    glue: world.glue,
    calls: world.calls.calls,
    credentialsFor: (caller) => world.credentials.credentialsFor(caller),
    onCall: (listener) => {
      world.calls.onCall(listener);
    },
    injectFault: (decide) => world.calls.injectFault(decide),
    enforce: (authority) => {
      world.access.enforce(authority);
    },
    authorise: async (caller, call, needs) => {
      const time = options.clock.now();
      const { access, denied } = await world.access.decide(caller, () => needs);
      const error = denied === undefined ? undefined : new AwsError("AccessDenied", denied.message, 403);
      world.calls.record({
        ...{ time, caller, ...call, access, status: error?.status ?? 200 },
        ...(error === undefined ? {} : { error: error.code }),
      });
      if (error !== undefined) throw error;
    },
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

/** Every service and the gateway before them, not listening yet. */
function buildWorld({ region, accountId, clock, ...options }: LocalAwsOptions, emulator: SqsSnsEmulator) {
  const arns = new AccountArns(region, accountId);
  const topics = new TopicBook(emulator, arns);
  const credentials = new CredentialBook();
  const calls = new CallBook();
  const buckets = new BucketStore(options.directory, accountId, clock);
  const glue = new Glue(clock, region, accountId);
  // The port is known when the server listens; who needs the address asks for it then.
  const address = { endpoint: "" };
  const clients = new OwnClients(() => address.endpoint, region, accountId, credentials);
  const surroundings: RdsSurroundings = {
    clock,
    storage: options.snapshots,
    exporter: options.exporter,
    bucketExists: (name) => buckets.has(name),
    topicExists: (arn) => topics.exists(arn),
    publish: (topicArn, notification) => clients.publish(topicArn, notification),
    putObject: (task, key, body, length) => clients.putObject(task, key, body, length),
  };
  const rds = new RdsWorld(new RdsArns(region, accountId), surroundings, new WorldTimers(clock));
  const services = {
    rds: rdsService(rds, new ExportRunner(rds)),
    s3: s3Service({ region, accountId, clock, buckets, uploads: new MultipartUploads() }),
    glue: glueService(glue),
    sqs: new SqsService(emulator, arns, new QueueUrls(() => address.endpoint, accountId), clock),
    sns: snsService(emulator, arns, topics),
  };
  const access = new AccessDesk();
  const faults = new FaultDesk((worldSeconds, signal) =>
    rds.timers.wait(worldSeconds, AbortSignal.any([signal, rds.timers.signal])),
  );
  const gateway = new Gateway({ clock, credentials, calls, access, faults, services });
  return { access, address, buckets, calls, clients, credentials, emulator, faults, gateway, glue, rds };
}

function gatewayServer(gateway: Gateway): { readonly server: Server; readonly inFlight: Set<Promise<void>> } {
  const inFlight = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    // No Date: the SDK takes one that is minutes off for a wrong clock of its own, and repeats the refused call.
    // In a world in which a second takes minutes no Date could be right enough.
    response.sendDate = false;
    const work = gateway
      .handle(request, response)
      // What cannot even be answered is a broken connection to the caller, who reports it.
      .catch(() => void response.destroy())
      .finally(() => inFlight.delete(work));
    inFlight.add(work);
  });
  return { server, inFlight };
}

async function listen(server: Server): Promise<string> {
  // Copies of large files and long polls take longer than Node's limit of a request.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeAllConnections();
  });
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => (result ??= work());
}
