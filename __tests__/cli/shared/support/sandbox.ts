import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dropDatabase } from "../../../../local/postgres/databases";
import { withClient } from "../../../../local/postgres/with-client";
import { startStandInAws, type AwsState, type StandInAws } from "./stand-in-aws";
import { standInPrograms, type StandInPrograms } from "./stand-in-programs";
import {
  createMasterDatabase,
  DATABASE_HOST,
  DATABASE_NAME,
  MASTER,
  startTlsPostgres,
  type TlsPostgres,
} from "./tls-postgres";

const root = path.resolve(__dirname, "../../../..");
export const ACCOUNT = "111122223333";

/** Values of the stack's outputs. */
export const OUTPUT_VALUES = {
  region: "eu-west-2",
  aws_account_id: ACCOUNT,
  identifier_prefix: "try",
  service_area: "unrestricted",
  database_identifier: "try-postgres-for-rds-exports",
  database_host: DATABASE_HOST,
  database_port: "5432",
  database_name: DATABASE_NAME,
  database_secret_arn: `arn:aws:secretsmanager:eu-west-2:${ACCOUNT}:secret:rds!db-0123`,
  bastion_instance_id: "i-0123",
  export_bucket_id: "try-sandbox-rds-export-storage",
  zone_bucket_id: "zone",
  zone_is_of_the_sandbox: "false",
  export_queue_url: "https://sqs.eu-west-2.amazonaws.com/1/export",
  export_dead_letter_queue_url: "https://sqs.eu-west-2.amazonaws.com/1/export-dead",
  copier_queue_url: "https://sqs.eu-west-2.amazonaws.com/1/copier",
  copier_dead_letter_queue_url: "https://sqs.eu-west-2.amazonaws.com/1/copier-dead",
  snapshot_topic_arn: `arn:aws:sns:eu-west-2:${ACCOUNT}:try-rds-snapshots`,
  copier_log_group_name: "/aws/lambda/copier",
};

/** What `terraform output -json` prints of them. */
export function outputsJson(values: Readonly<Record<string, unknown>> = OUTPUT_VALUES): string {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { sensitive: false, type: "string", value }]),
    ),
  );
}

export interface CommandProcess {
  readonly child: ChildProcess;
  readonly out: { stdout: string; stderr: string };
  /** Resolves with the exit code when the process is gone. */
  readonly ended: Promise<number | null>;
}

/** A command of the sandbox in a process of its own, as npm starts it. */
export function startCommand(
  entry: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandProcess {
  const child = spawn(process.execPath, ["config/tooling/run.mjs", entry, ...argv], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, AWS_PROFILE: undefined, AWS_SESSION_TOKEN: undefined, ...environment },
  });
  const out = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (out.stderr += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      resolve(code);
    });
  });
  return { child, out, ended };
}

const healthy = (): AwsState => ({
  account: ACCOUNT,
  bastion: "running",
  ping: "Online",
  database: "available",
  secrets: [JSON.stringify(MASTER)],
  refused: {},
});

/** A sandbox on this machine: PostgreSQL with TLS, the AWS API as far as it is needed, and a tunnel. */
export class Sandbox {
  private constructor(
    readonly postgres: TlsPostgres,
    readonly aws: StandInAws,
    readonly programs: StandInPrograms,
    readonly folder: string,
  ) {}

  static async start(): Promise<Sandbox> {
    const postgres = await startTlsPostgres();
    const aws = await startStandInAws(healthy());
    const programs = standInPrograms({ kind: "relays", port: postgres.server.port });
    const folder = mkdtempSync(path.join(tmpdir(), "sandbox-"));
    writeFileSync(path.join(folder, "outputs.json"), outputsJson());
    return new Sandbox(postgres, aws, programs, folder);
  }

  /** Empties the database, and lets the AWS API answer as at the beginning. */
  async reset(): Promise<void> {
    await dropDatabase(this.postgres.server, DATABASE_NAME);
    await createMasterDatabase(this.postgres.server);
    Object.assign(this.aws.state, healthy());
    this.aws.calls.length = 0;
  }

  get outputsFile(): string {
    return path.join(this.folder, "outputs.json");
  }

  readonly outputValues = OUTPUT_VALUES;

  /** @returns a file of these outputs */
  outputsOf(values: Readonly<Record<string, unknown>>): string {
    return this.file("other-outputs.json", outputsJson(values));
  }

  get environment(): Readonly<Record<string, string>> {
    return {
      ...this.aws.environment,
      PATH: `${this.programs.folder}${path.delimiter}${process.env["PATH"] ?? ""}`,
    };
  }

  /** `npm run sandbox:load` over this sandbox. */
  startLoad(...argv: readonly string[]): CommandProcess {
    return this.startLoadWith({}, ...argv);
  }

  startLoadWith(environment: Readonly<Record<string, string>>, ...argv: readonly string[]): CommandProcess {
    const outputs = argv.includes("--outputs") ? [] : ["--outputs", this.outputsFile];
    const common = [...outputs, "--timeout", "60"];
    const ca = argv.includes("--ca-file") ? [] : ["--ca-file", this.postgres.caFile];
    return startCommand("cli/sandbox/load.ts", [...common, ...ca, ...argv], {
      ...this.environment,
      ...environment,
    });
  }

  async load(
    ...argv: readonly string[]
  ): Promise<{ readonly exitCode: number | null; stdout: string; stderr: string }> {
    const { out, ended } = this.startLoad(...argv);
    const exitCode = await ended;
    return { exitCode, ...out };
  }

  /** @returns a file of that content */
  file(name: string, content: string): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, content);
    return file;
  }

  /** Asks the database itself, past the tunnel. */
  async query<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
    return withClient(this.postgres.server.connection(DATABASE_NAME), "test", async (client) => {
      const { rows } = await client.query<Row>(sql);
      return rows;
    });
  }

  /** Of tables, their names and rows: what must not change. */
  async tables(): Promise<readonly string[]> {
    const rows = await this.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.aws.close();
    await this.postgres.close();
    this.programs.remove();
    rmSync(this.folder, { recursive: true });
  }
}
