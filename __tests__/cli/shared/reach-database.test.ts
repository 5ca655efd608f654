import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sandboxTests } from "./support/in-sandbox";
import { MASTER } from "./support/tls-postgres";
import { standInPrograms } from "./support/stand-in-programs";

const itInSandbox = sandboxTests();

itInSandbox("names the programs that are missing, before anything is asked or changed", async (sandbox) => {
  const folder = mkdtempSync(path.join(tmpdir(), "no-plugin-"));
  symlinkSync(path.join(sandbox.programs.folder, "aws"), path.join(folder, "aws"));
  const run = sandbox.startLoadWith({ PATH: folder }, "--rows", "100");
  expect(await run.ended).toBe(2);
  expect(run.out.stderr).toContain("session-manager-plugin is not on the PATH: install");
  expect(run.out.stderr).not.toContain("aws is not on the PATH");
  expect(run.out.stderr).toContain("--tunnel-port <port>");
  expect(sandbox.aws.calls).toEqual(["GetCallerIdentity"]);
  rmSync(folder, { recursive: true });
});

itInSandbox("uses a tunnel that is open already, and starts none", async (sandbox) => {
  const before = sandbox.programs.runs().length;
  const port = String(sandbox.postgres.server.port);
  const run = sandbox.startLoadWith({ PATH: "" }, "--rows", "100", "--tunnel-port", port);
  expect(await run.ended).toBe(0);
  expect(sandbox.programs.runs()).toHaveLength(before);
});

itInSandbox("starts a bastion and a database that are stopped, and says so", async (sandbox) => {
  Object.assign(sandbox.aws.state, { bastion: "stopped", ping: undefined, database: "stopped" });
  const run = await sandbox.load("--rows", "100");
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.stdout).toContain("was stopped and is being started, which takes minutes");
  expect(run.stdout).toContain("bastion i-0123 was stopped and is being started");
  expect(sandbox.aws.calls.filter((call) => call.startsWith("Start"))).toEqual([
    "StartDBInstance",
    "StartInstances",
  ]);
});

itInSandbox("says what the AWS CLI said when the forward ends early", async (sandbox) => {
  const failing = standInPrograms({
    kind: "fails",
    message: "An error occurred (TargetNotConnected): i-0123 is not connected.",
  });
  const PATH = `${failing.folder}${path.delimiter}${process.env["PATH"] ?? ""}`;
  const run = sandbox.startLoadWith({ PATH }, "--rows", "100");
  expect(await run.ended).toBe(1);
  expect(run.out.stderr).toContain(
    "(exit code 254): An error occurred (TargetNotConnected): i-0123 is not connected.",
  );
  expect(run.out.stdout).toContain("$ aws ssm start-session");
  failing.remove();
});

const other = JSON.stringify({ ...MASTER, password: "old-password-of-before" });

itInSandbox("reads a secret again that was rotated in between", async (sandbox) => {
  sandbox.aws.state.secrets = [other, JSON.stringify(MASTER)];
  expect(await sandbox.load("--rows", "100")).toMatchObject({ exitCode: 0 });
});

const secrets: readonly (readonly [
  string,
  Partial<Record<"secret" | "error", string>>,
  readonly string[],
])[] = [
  [
    "a wrong password",
    { secret: other },
    ["does not accept the password in the secret", "rotate the secret"],
  ],
  ["no JSON", { secret: "old-password-of-before" }, ["expected the JSON that RDS writes", "rotate-secret"]],
  [
    "no right to read it",
    { error: "AccessDeniedException" },
    ["secretsmanager:GetSecretValue (and kms:Decrypt"],
  ],
  [
    "expired credentials",
    { error: "ExpiredTokenException" },
    ["the AWS credentials have expired", "--profile"],
  ],
];

for (const [name, { secret, error }, words] of secrets)
  itInSandbox(`says what to do about the secret: ${name}`, async (sandbox) => {
    if (secret !== undefined) sandbox.aws.state.secrets = [secret];
    if (error !== undefined) sandbox.aws.state.refused = { GetSecretValue: error };
    const run = await sandbox.load("--rows", "100");
    expect(run).toMatchObject({ exitCode: 2 });
    for (const word of words) expect(run.stderr).toContain(word);
    expect(`${run.stdout}${run.stderr}`).not.toContain("old-password");
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
  });

itInSandbox(
  "connects to nobody but the database: the certificate's authority and name have to be right",
  async (sandbox) => {
    const authority = await sandbox.load("--rows", "100", "--ca-file", sandbox.postgres.otherCaFile);
    expect(authority).toMatchObject({ exitCode: 2 });
    expect(authority.stderr).toContain("is not signed by anybody in the certificates to trust");
    const values = { ...sandbox.outputValues, database_host: "another.abc.eu-west-2.rds.amazonaws.com" };
    const name = await sandbox.load("--rows", "100", "--outputs", sandbox.outputsOf(values));
    expect(name).toMatchObject({ exitCode: 2 });
    expect(name.stderr).toContain(
      "is not another.abc.eu-west-2.rds.amazonaws.com: its certificate is for another name",
    );
    expect(await sandbox.tables()).toEqual([]);
  },
);

itInSandbox("refuses credentials of another account, and a profile that is not there", async (sandbox) => {
  sandbox.aws.state.account = "999988887777";
  const run = await sandbox.load("--rows", "100");
  expect(run).toMatchObject({ exitCode: 2 });
  expect(run.stderr).toContain(
    "the sandbox is in account 111122223333, but the credentials are of account 999988887777",
  );
  const profile = await sandbox.load("--rows", "100", "--profile", "not-there");
  expect(profile).toMatchObject({ exitCode: 2 });
  expect(profile.stderr).toContain("profile not-there: there are no AWS credentials that can be used");
});
