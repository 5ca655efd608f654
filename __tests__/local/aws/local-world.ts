import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { GlueClient } from "@aws-sdk/client-glue";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startLocalAws } from "../../../local/aws/local-aws";
import type { Caller, LocalAws } from "../../../local/aws/types";
import { worldClock } from "../../../local/clock";
import type { SnapshotExporter } from "../../../local/rds/snapshot-exporter";
import type { SnapshotStorage } from "../../../local/rds/snapshot-storage";

export const accountId = "111122223333";
export const region = "eu-west-2";
export const operator: Caller = { principal: `arn:aws:iam::${accountId}:role/operator`, accountId };

/** Keeps nothing but what it was asked. */
export function recordingStorage(): SnapshotStorage & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    create: (instance, key) => Promise.resolve(void log.push(`create ${instance} ${key}`)),
    drop: (key) => Promise.resolve(void log.push(`drop ${key}`)),
  };
}

/** Writes one file of a byte. */
export const oneFileExporter: SnapshotExporter = {
  export: async (request) => {
    const folder = [request.prefix, request.exportTaskIdentifier].filter((part) => part !== "").join("/");
    request.onProgress(50);
    await request.put(`${folder}/db/public.t/1/part-00000.gz.parquet`, Buffer.from("x"), 1);
    return { extractedBytes: 3 * 1024 ** 3 };
  },
};

export interface WorldOptions {
  readonly factor?: number;
  readonly exporter?: SnapshotExporter;
  readonly storage?: SnapshotStorage;
  readonly directory?: string;
}

export interface World {
  readonly aws: LocalAws;
  readonly rds: RDSClient;
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  readonly sns: SNSClient;
  readonly glue: GlueClient;
  readonly directory: string;
  /** Settings of a client that calls as somebody else. */
  settingsFor(caller: Caller): ReturnType<typeof clientSettings>;
  close(): Promise<void>;
}

/** A world, and clients of the operator's role. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const directory = options.directory ?? mkdtempSync(path.join(tmpdir(), "local-aws-"));
  const aws = await startLocalAws({
    region,
    accountId,
    clock: worldClock(options.factor ?? 3600),
    directory,
    snapshots: options.storage ?? recordingStorage(),
    exporter: options.exporter ?? oneFileExporter,
  });
  const settings = clientSettings(aws, operator);
  const clients = {
    rds: new RDSClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    sqs: new SQSClient(settings),
    sns: new SNSClient(settings),
    glue: new GlueClient(settings),
  };
  return {
    aws,
    ...clients,
    directory,
    settingsFor: (caller) => clientSettings(aws, caller),
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await aws.close();
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}

function clientSettings(aws: LocalAws, caller: Caller) {
  return { endpoint: aws.endpoint, region, credentials: aws.credentialsFor(caller), maxAttempts: 1 };
}

/** Asks again and again until the answer is one. @throws Error after twenty seconds */
export async function eventually<Value>(
  ask: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> {
  const end = Date.now() + 20_000;
  for (;;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error("It did not happen within twenty seconds.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The name of the error that a call ends with. */
export async function errorName(call: Promise<unknown>): Promise<string> {
  return (await errorOf(call)).name;
}

export async function errorOf(call: Promise<unknown>): Promise<Error> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error("The call was expected to fail, and did not.");
}
