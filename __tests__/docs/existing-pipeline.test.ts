import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { startLocalAwsApi, type RunningAwsApi } from "../../config/tooling/local-aws-api";
import { runTool } from "../../config/tooling/run-tool";
import { initArguments, terraform } from "../../config/tooling/terraform";
import { serveFolder, type FileServer } from "../config/tooling/release/file-server";
import { release } from "../config/tooling/release/released";
import { itWithPrograms } from "../support/with-programs";
import { codeBlock, stepsOf, type Step } from "./workflow";

const root = path.resolve(__dirname, "../..");
const page = readFileSync(path.join(root, "docs", "existing-pipeline.md"), "utf8");
const workflow = codeBlock(page, "yaml");
const steps = { plan: stepsOf(workflow, "plan"), apply: stepsOf(workflow, "apply") };

describe("the workflow", () => {
  it("is YAML", () => {
    const prettier = path.join(root, "node_modules", "prettier", "bin", "prettier.cjs");
    const { status, stderr } = spawnSync(process.execPath, [prettier, "--parser", "yaml"], {
      input: workflow,
      encoding: "utf8",
      timeout: 30_000,
    });
    expect([status, stderr]).toEqual([0, ""]);
  });

  it("uses actions by the commit only, and says which version that is", () => {
    const used = [...steps.plan, ...steps.apply].map(({ uses }) => uses).filter((uses) => uses !== "");
    expect(used.length).toBe(8);
    for (const uses of used) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("holds no secret, and may do nothing to the repository", () => {
    expect(workflow).not.toContain("secrets.");
    expect(workflow.match(/^ *permissions:\n(?: +.*\n)+/gm)).toEqual([
      "permissions:\n  contents: read\n  id-token: write\n",
    ]);
  });

  it("puts nothing into a script that somebody outside can write", () => {
    for (const { script } of [...steps.plan, ...steps.apply]) expect(script).not.toContain("${{");
  });
});

/** One run of a job's scripts, as GitHub's runner runs them. */
interface JobRun {
  readonly failed?: Step;
  readonly output: string;
  readonly outputs: string;
  readonly summary: string;
}

let workspace: string;
let server: FileServer;
let api: RunningAwsApi | undefined;

beforeAll(async () => {
  workspace = mkdtempSync(path.join(tmpdir(), "existing-pipeline-"));
  release(path.join(workspace, "release"));
  server = await serveFolder(path.join(workspace, "release"));
  const started = await startLocalAwsApi({ ...process.env, AWS_REGION: "eu-west-2" });
  if (started.kind === "running") api = started;
}, 120_000);
afterAll(() => {
  api?.close();
  server.close();
  rmSync(workspace, { recursive: true });
});

/** The folder that the page describes, as it is in the repository. */
function repositoryFolder(name: string, module: string): string {
  const folder = path.join(workspace, name);
  mkdirSync(folder);
  writeFileSync(
    path.join(folder, "main.tf"),
    `provider "aws" {\n  region = "eu-west-2"\n  s3_use_path_style = true\n}\n\nvariable "identifier_prefix" {\n  type = string\n}\n\n${module}`,
  );
  writeFileSync(
    path.join(folder, "versions.tf"),
    'terraform {\n  backend "s3" {}\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n',
  );
  writeFileSync(
    path.join(folder, "backend.hcl"),
    `${codeBlock(page, "hcl")}use_path_style = true\nskip_requesting_account_id = true\n`,
  );
  writeFileSync(path.join(folder, "prod.tfvars"), 'identifier_prefix = "ip"\n');
  return folder;
}

function theModule(): string {
  const zip = "s3-bucket-";
  const sums = readFileSync(path.join(workspace, "release", "SHA256SUMS"), "utf8");
  const [, sum = "", file = ""] = new RegExp(`^([0-9a-f]{64})  (${zip}.*)$`, "m").exec(sums) ?? [];
  return `module "bucket" {
  source            = "${server.url}/${file}?checksum=sha256:${sum}"
  tags              = {}
  project           = "project"
  environment       = "Prod"
  identifier_prefix = var.identifier_prefix
  bucket_name       = "Bucket"
  bucket_identifier = "bucket"
}
`;
}

/** A runner of its own: a fresh checkout, and the files that other jobs have handed over. */
function checkedOut(folder: string, name: string, artefact?: string): string {
  const checkout = path.join(workspace, name);
  cpSync(folder, checkout, { recursive: true });
  if (artefact !== undefined) cpSync(artefact, path.join(checkout, path.basename(artefact)));
  return checkout;
}

/** Not synchronously: the API and the web server answer from this very process. */
async function runJob(
  { environment: reachesApi }: RunningAwsApi,
  job: readonly Step[],
  folder: string,
): Promise<JobRun> {
  const pluginDir = initArguments(process.env).filter((one) => one.startsWith("-plugin-dir"));
  const files = { outputs: path.join(folder, "github-output"), summary: path.join(folder, "github-summary") };
  for (const file of Object.values(files)) appendFileSync(file, "");
  const environment: NodeJS.ProcessEnv = {
    ...reachesApi,
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: undefined,
    TF_CLI_ARGS_init: pluginDir.join(" "),
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    GITHUB_OUTPUT: files.outputs,
    GITHUB_STEP_SUMMARY: files.summary,
  };
  let output = "";
  let failed: Step | undefined;
  for (const step of job.filter(({ script }) => script !== "")) {
    const run = await runTool({
      program: "bash",
      args: ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.script],
      folder,
      environment,
      timeoutSeconds: 300,
    });
    if (run.kind !== "exited") throw new Error(`${step.name}: ${run.kind}`);
    output += run.stdout + run.stderr;
    if (run.code !== 0) {
      failed = step;
      break;
    }
  }
  return {
    ...(failed !== undefined && { failed }),
    output,
    outputs: readFileSync(files.outputs, "utf8"),
    summary: readFileSync(files.summary, "utf8"),
  };
}

itWithPrograms(
  ["terraform", "moto_server", "jq"],
  "the scripts plan, apply that very plan, find nothing left to do, refuse a stale plan and a deletion",
  async () => {
    const running = api;
    if (running === undefined) throw new Error("expected moto_server to run");
    const client = new S3Client({
      endpoint: running.endpoint,
      region: "eu-west-2",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
      forcePathStyle: true,
    });
    await client.send(
      new CreateBucketCommand({
        Bucket: "example-terraform-state",
        CreateBucketConfiguration: { LocationConstraint: "eu-west-2" },
      }),
    );
    const repository = repositoryFolder("repository", theModule());
    await lockProvider(repository);

    const planned = checkedOut(repository, "planned");
    const first = await runJob(running, steps.plan, planned);
    expect([first.failed?.name, first.outputs]).toEqual([undefined, "changes=true\n"]);
    expect(first.summary).toMatch(/^~~~\n[^]*Plan: 7 to add, 0 to change, 0 to destroy\.[^]*~~~\n$/);

    const plan = path.join(planned, "plan.tfplan");
    const applied = await runJob(running, steps.apply, checkedOut(repository, "applied", plan));
    expect(applied.output).toContain("Apply complete! Resources: 7 added, 0 changed, 0 destroyed.");

    const again = await runJob(running, steps.plan, checkedOut(repository, "again"));
    expect([again.failed?.name, again.outputs]).toEqual([undefined, "changes=false\n"]);

    const stale = await runJob(running, steps.apply, checkedOut(repository, "stale", plan));
    expect(stale.failed?.name).toBe("Apply the plan that was approved");
    expect(stale.output).toContain("Saved plan is stale");

    const without = repositoryFolder("without", "");
    cpSync(path.join(repository, ".terraform.lock.hcl"), path.join(without, ".terraform.lock.hcl"));
    const deletion = await runJob(running, steps.plan, checkedOut(without, "deletion"));
    expect(deletion.failed?.name).toBe("Refuse to delete or replace");
    expect(deletion.output).toMatch(
      /::error::The plan deletes or replaces (?=.*module\.bucket\.aws_kms_key\.key ).*module\.bucket\.aws_s3_bucket\.bucket /,
    );
  },
  900_000,
);

/** What somebody does once on their machine, and commits. */
async function lockProvider(folder: string): Promise<void> {
  const init = await terraform(folder, initArguments(process.env), process.env, 300);
  if (init.kind !== "exited" || init.code !== 0) throw new Error(`terraform init: ${JSON.stringify(init)}`);
  rmSync(path.join(folder, ".terraform"), { recursive: true });
}
