import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { RDSClient } from "@aws-sdk/client-rds";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { STSClient } from "@aws-sdk/client-sts";
import type { SandboxClients } from "../../../../../cli/shared/aws/sandbox-clients";
import type { SandboxOutputName } from "../../../../../config/sandbox-outputs";
import { createDatabase } from "../../../../../local/postgres/databases";
import { startPostgres, type PostgresServer } from "../../../../../local/postgres/server";
import { withClient } from "../../../../../local/postgres/with-client";
import type { PipelinePart, RunResult } from "../../../../../local/start/run-result";
import {
  PATIENCE_SECONDS,
  startLocalRunWith,
  type LocalRunProcess,
} from "../../../../support/local-run-process";
import { startLogStandIn, type LogStandIn } from "./log-stand-in";

/** A pipeline in an account of this machine, as if it were a sandbox in AWS; its database is the test's own. */
export interface KeptSandbox {
  readonly server: PostgresServer;
  /** Path of a file as `terraform output -json` writes it. */
  readonly outputsFile: string;
  readonly outputs: Readonly<Record<SandboxOutputName, string | number | boolean>>;
  /** @param profile one of the kept account's @default its administrator */
  clients(profile?: string): SandboxClients;
  readonly logs: LogStandIn;
}

/** What is to be ended, the latest first, however far the start has come. */
export type Closers = (() => Promise<unknown>)[];

export const DATABASE = "shop";

/** @param faults in the short form of `npm start -- --faults` */
export async function startKeptSandbox(
  schema: string,
  faults: readonly string[],
  closers: Closers,
): Promise<KeptSandbox> {
  const server = await startPostgres();
  closers.push(() => server.close());
  await createDatabase(server, DATABASE);
  await withClient(server.connection(DATABASE), "test", (client) => client.query(schema));
  const run = startLocalRunWith(
    // The test's own shield would hide the database from the run otherwise.
    { PGHOST: "", PGSSLMODE: "", PGOPTIONS: "" },
    ...["--database-url", server.url(DATABASE), "--keep", "--json", "--speed", "600"],
    ...["--timeout", String(PATIENCE_SECONDS)],
    ...(faults.length === 0 ? [] : ["--faults", ...faults]),
  );
  closers.push(() => {
    run.child.kill("SIGKILL");
    return run.ended;
  });
  const result = await keptResult(run);
  const { directory } = result;
  if (directory !== null) closers.unshift(() => remove(directory));
  const outputs = keptOutputs(result, { port: server.port, database: DATABASE });
  const logs = await startLogStandIn(copierLog(result));
  closers.push(() => logs.close());
  const folder = mkdtempSync(path.join(tmpdir(), "kept-sandbox-"));
  closers.push(() => remove(folder));
  const outputsFile = path.join(folder, "outputs.json");
  const written = Object.entries(outputs).map(([name, value]) => [name, { value }]);
  writeFileSync(outputsFile, JSON.stringify(Object.fromEntries(written)));
  return {
    server,
    outputsFile,
    outputs,
    logs,
    clients(profile = "you") {
      const clients = clientsOf(result, profile, logs.endpoint);
      closers.push(() => {
        for (const client of Object.values(clients) as S3Client[]) client.destroy();
        return Promise.resolve();
      });
      return clients;
    },
  };
}

/** What a stack would put out that was applied as the kept account is. */
export function keptOutputs(
  result: RunResult,
  { port, database }: { readonly port: number; readonly database: string },
): KeptSandbox["outputs"] {
  const partName = (role: PipelinePart["role"]): string => nameOf(result, role);
  const queue = (name: string): string => `${result.account?.endpoint ?? ""}/111122223333/${name}`;
  return {
    region: "eu-west-2",
    aws_account_id: "111122223333",
    identifier_prefix: "local-dev",
    service_area: "housing",
    database_identifier: partName("instance"),
    database_host: "127.0.0.1",
    database_port: port,
    database_name: database,
    database_secret_arn: "arn:aws:secretsmanager:eu-west-2:111122223333:secret:rds!db-x",
    bastion_instance_id: "i-00000000000000001",
    export_bucket_id: partName("export bucket"),
    zone_bucket_id: partName("landing zone"),
    zone_is_of_the_sandbox: false,
    export_queue_url: queue(partName("export queue")),
    export_dead_letter_queue_url: queue(partName("export dead-letter queue")),
    copier_queue_url: queue(partName("copier queue")),
    copier_dead_letter_queue_url: queue(partName("copier dead-letter queue")),
    snapshot_topic_arn: `arn:aws:sns:eu-west-2:111122223333:${partName("topic")}`,
    copier_log_group_name: `/aws/lambda/${partName("copier function")}`,
  };
}

/** @returns path of the file of what the copier function logs */
export function copierLog(result: RunResult): string {
  return path.join(result.directory ?? "", "logs", `${nameOf(result, "copier function")}.jsonl`);
}

function remove(folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  return Promise.resolve();
}

function nameOf({ pipeline }: RunResult, role: PipelinePart["role"]): string {
  const name = pipeline.find((part) => part.role === role)?.names[0];
  if (name === undefined) throw new Error(`the run has no ${role}`);
  return name;
}

function clientsOf({ account }: RunResult, profile: string, logsEndpoint: string): SandboxClients {
  const settings = {
    region: "eu-west-2",
    endpoint: account!.endpoint,
    credentials: credentialsOf(account!.environment["AWS_SHARED_CREDENTIALS_FILE"]!, profile),
    maxAttempts: 1,
  };
  return {
    ec2: new EC2Client(settings),
    logs: new CloudWatchLogsClient({ ...settings, endpoint: logsEndpoint }),
    rds: new RDSClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: true }),
    secretsManager: new SecretsManagerClient(settings),
    sqs: new SQSClient(settings),
    ssm: new SSMClient(settings),
    sts: new STSClient(settings),
  };
}

function credentialsOf(
  file: string,
  profile: string,
): { accessKeyId: string; secretAccessKey: string; sessionToken: string } {
  const section = readFileSync(file, "utf8").split(`[${profile}]\n`)[1]?.split("\n[")[0] ?? "";
  const value = (name: string): string => new RegExp(`^${name} = (.*)$`, "m").exec(section)?.[1] ?? "";
  return {
    accessKeyId: value("aws_access_key_id"),
    secretAccessKey: value("aws_secret_access_key"),
    sessionToken: value("aws_session_token"),
  };
}

/** @returns what a run with `--json` and `--keep` has printed, as soon as it has */
export async function keptResult({ out, child }: LocalRunProcess): Promise<RunResult> {
  for (;;) {
    try {
      return JSON.parse(out.stdout) as RunResult;
    } catch {
      if (child.exitCode !== null) throw new Error(`${out.stdout}\n${out.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
