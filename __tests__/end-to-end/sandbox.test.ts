import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { RunResult } from "../../local/start/run-result";
import {
  copierLog,
  keptOutputs,
  keptResult,
  type Closers,
} from "../cli/sandbox/snapshot/support/kept-sandbox";
import { startLogStandIn } from "../cli/sandbox/snapshot/support/log-stand-in";
import { OUTPUT_VALUES, outputsJson, Sandbox, startCommand } from "../cli/shared/support/sandbox";
import { DATABASE_NAME } from "../cli/shared/support/tls-postgres";
import { PATIENCE_SECONDS, startLocalRunWith } from "../support/local-run-process";
import { itWithPrograms } from "../support/with-programs";

const closers: Closers = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

itWithPrograms(
  ["openssl"],
  "what sandbox:load loads lands by sandbox:snapshot, value by value",
  async () => {
    const sandbox = await Sandbox.start();
    closers.push(() => sandbox.close());

    const load = await sandbox.load("--rows", "500");
    expect(load).toMatchObject({ exitCode: 0 });

    const account = await keptAccount(sandbox);
    const logs = await startLogStandIn(copierLog(account));
    closers.push(() => logs.close());
    const snapshot = startCommand(
      "cli/sandbox/snapshot.ts",
      [
        "--outputs",
        outputsFile(sandbox, account),
        "--ca-file",
        sandbox.postgres.caFile,
        "--timeout",
        String(PATIENCE_SECONDS),
      ],
      {
        ...sandbox.environment,
        ...inAccount(sandbox, account),
        AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: logs.endpoint,
      },
    );
    const exitCode = await snapshot.ended;
    transcript(load.stdout + load.stderr, snapshot.out.stdout + snapshot.out.stderr);

    expect({ exitCode, ...snapshot.out }).toMatchObject({ exitCode: 0 });
    expect(snapshot.out.stdout).toMatch(/metering\.reading +│ +500 +│ +500 /);
    expect(snapshot.out.stdout + snapshot.out.stderr).not.toContain("p'w");
    // Two readings, each through a port forward of its own that is closed after it.
    expect(sandbox.programs.runs()).toHaveLength(3);
  },
  2 * (PATIENCE_SECONDS + 60) * 1000,
);

/** The pipeline, and an RDS whose one instance is the sandbox's database. */
async function keptAccount({ postgres }: Sandbox): Promise<RunResult> {
  const run = startLocalRunWith(
    { PGHOST: "", PGSSLMODE: "", PGOPTIONS: "" },
    ...[
      "--database-url",
      postgres.server.url(DATABASE_NAME),
      "--keep",
      "--json",
      "--speed",
      "600",
      "--timeout",
      String(PATIENCE_SECONDS),
    ],
  );
  closers.push(() => {
    run.child.kill("SIGKILL");
    return run.ended;
  });
  const result = await keptResult(run);
  closers.push(() => {
    if (result.directory !== null) rmSync(result.directory, { recursive: true, force: true });
    return Promise.resolve();
  });
  return result;
}

function outputsFile(sandbox: Sandbox, account: RunResult): string {
  const { database_host, database_secret_arn, bastion_instance_id } = OUTPUT_VALUES;
  const outputs = keptOutputs(account, { port: sandbox.postgres.server.port, database: DATABASE_NAME });
  return sandbox.file(
    "kept-outputs.json",
    outputsJson({ ...outputs, database_host, database_secret_arn, bastion_instance_id }),
  );
}

/** The way to the database is the stand-in's, everything else the account's. */
function inAccount(sandbox: Sandbox, { account }: RunResult): Record<string, string> {
  const { AWS_ENDPOINT_URL: endpoint = "", ...credentials } = account?.environment ?? {};
  return {
    ...credentials,
    AWS_ENDPOINT_URL: sandbox.environment["AWS_ENDPOINT_URL"] ?? "",
    AWS_ENDPOINT_URL_RDS: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_SQS: endpoint,
  };
}

/** For the walk-through, when SANDBOX_TRANSCRIPT names a folder. */
function transcript(load: string, snapshot: string): void {
  const folder = process.env["SANDBOX_TRANSCRIPT"];
  if (folder === undefined) return;
  writeFileSync(path.join(folder, "load.txt"), load);
  writeFileSync(path.join(folder, "snapshot.txt"), snapshot);
}
