import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { itWithMoto } from "../../../support/with-moto";
import { runSandboxCommand } from "./support/command-process";
import { createDatabase, createSnapshot, deleteDatabase } from "./support/deploy";
import { inMotoAccount } from "./support/moto-account";
import { IDENTITY, PARTS } from "./support/parts";

const OTHER = "others-rds-snapshot-to-cross-account-s3-sandbox-db";
const BY_PREFIX = ["--prefix", IDENTITY.identifierPrefix, "--region", IDENTITY.region];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sandbox-commands-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function outputsFile(values: Readonly<Record<string, unknown>>): string {
  const file = path.join(folder, "outputs.json");
  const outputs = Object.entries(values).map(([name, value]) => [name, { value }]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(outputs)));
  return file;
}

itWithMoto("status and clean follow a sandbox from a half-done apply to what a destroy has left", () =>
  inMotoAccount(async (clients, environment) => {
    await createDatabase(clients, PARTS.database);
    await createDatabase(clients, OTHER);
    await createSnapshot(clients, PARTS.database, "by-hand-1");
    await createSnapshot(clients, OTHER, "by-hand-of-others");

    // What Terraform keeps of an apply that failed half-way: the outputs that nothing has to be made for.
    const outputs = outputsFile({
      region: IDENTITY.region,
      identifier_prefix: IDENTITY.identifierPrefix,
      aws_account_id: "123456789012",
    });
    const status = await runSandboxCommand("status", ["--outputs", outputs], environment);
    expect(status).toMatchObject({ exitCode: 0, err: "" });
    expect(status.out).toContain("Sandbox Demo-Sbx in account 123456789012, eu-west-2");
    expect(status.out).toMatch(/database +demo-sbx-rds-.*postgres 17\.4, available/);
    expect(status.out).toMatch(/bastion +demo-sbx-sandbox-bastion +MISSING/);

    await deleteDatabase(clients, PARTS.database);
    const left = await runSandboxCommand("status", [...BY_PREFIX, "--json"], environment);
    expect(JSON.parse(left.out)).toMatchObject({
      deployed: "none",
      leftOver: { snapshots: [{ identifier: "by-hand-1", databaseIsThere: false }] },
    });

    const dry = await runSandboxCommand("clean", BY_PREFIX, environment);
    expect(dry).toMatchObject({ exitCode: 0, err: "" });
    expect(dry.out).toContain("Nothing was deleted; --yes deletes without asking");
    const cleaned = await runSandboxCommand("clean", [...BY_PREFIX, "--yes"], environment);
    expect(cleaned).toMatchObject({ exitCode: 0, err: "" });
    expect(cleaned.out).toContain("Gone: by-hand-1");
    const after = await runSandboxCommand("clean", [...BY_PREFIX, "--yes"], environment);
    expect(after.out).toContain(`There is no manual snapshot of ${PARTS.database}`);

    const others = await runSandboxCommand(
      "status",
      ["--prefix", "others", "--region", IDENTITY.region, "--json"],
      environment,
    );
    expect(JSON.parse(others.out)).toMatchObject({
      leftOver: { snapshots: [{ identifier: "by-hand-of-others", databaseIsThere: true }] },
    });
  }),
);

itWithMoto("neither looks nor cleans in an account that the sandbox is not in", () =>
  inMotoAccount(async (clients, environment) => {
    await createDatabase(clients, PARTS.database);
    await createSnapshot(clients, PARTS.database, "by-hand-1");
    const outputs = outputsFile({
      region: IDENTITY.region,
      identifier_prefix: IDENTITY.identifierPrefix,
      aws_account_id: "999988887777",
    });
    for (const [command, ...more] of [["status"], ["clean", "--yes"]] as const) {
      const { exitCode, err } = await runSandboxCommand(
        command,
        ["--outputs", outputs, ...more],
        environment,
      );
      expect(exitCode).toBe(2);
      expect(err).toContain("the sandbox is in account 999988887777");
    }
  }),
);

it("says what to do where there are no credentials", async () => {
  const environment = { PATH: process.env["PATH"], HOME: folder, AWS_EC2_METADATA_DISABLED: "true" };
  const args = ["--prefix", "demo", "--region", "eu-west-2"];
  const { exitCode, err } = await runSandboxCommand("status", args, environment);
  expect(exitCode).toBe(2);
  expect(err).toContain("there are no AWS credentials that can be used");
});
