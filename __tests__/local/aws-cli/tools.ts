import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { operator, region, type World } from "../aws/local-world";

/** A program, and the arguments that show whether it can be used. */
interface Tool {
  readonly program: string;
  readonly probe: readonly string[];
  /** What a person does who has not got it. */
  readonly remedy: string;
}

export const awsCli: Tool = {
  program: "aws",
  probe: ["--version"],
  remedy: "pip install awscli==1.45.11",
};
export const boto3: Tool = {
  program: "python3",
  probe: ["-c", "import boto3"],
  remedy: "pip install boto3==1.43.11",
};

/**
 * The tests of a tool: skipped on a machine without it, with the reason as a name; in CI its absence is a failure.
 */
export function describeWith({ program, probe, remedy }: Tool, name: string, tests: () => void): void {
  const { status } = spawnSync(program, [...probe], { stdio: "ignore" });
  if (status === 0) describe(name, tests);
  else if (process.env["CI"] === "true")
    it(`${name}: ${program} is there`, () => {
      throw new Error(`${program} ${probe.join(" ")} failed: ${remedy}`);
    });
  else
    describe(name, () => {
      it.skip(`skipped: ${program} ${probe.join(" ")} failed: ${remedy}`, () => undefined);
    });
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Programs that see the local account and nothing of this machine's settings. */
export class Shell {
  readonly folder = mkdtempSync(path.join(tmpdir(), "local-aws-cli-"));

  constructor(private readonly world: World) {}

  /** Runs the AWS CLI in the folder. */
  aws(...args: readonly string[]): Promise<Finished> {
    return this.run("aws", args);
  }

  /** Runs the AWS CLI and reads what it prints. @throws Error when it fails */
  async json(...args: readonly string[]): Promise<unknown> {
    return JSON.parse(await this.text(...args, "--output", "json")) as unknown;
  }

  /** What the AWS CLI prints. @throws Error when it fails */
  async text(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.aws(...args);
    if (code !== 0) throw new Error(`aws ${args.join(" ")} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** The one line that the AWS CLI prints when it fails. @throws Error when it does not, or prints more */
  async error(...args: readonly string[]): Promise<string> {
    const { code, stderr, stdout } = await this.aws(...args);
    const lines = stderr.split("\n").filter((line) => line.trim() !== "");
    if (code === 0 || lines.length !== 1)
      throw new Error(`aws ${args.join(" ")}: expected one line, code ${code}, got ${stderr}${stdout}`);
    return lines[0] ?? "";
  }

  /** The options that version 1 of the AWS CLI needs for SQS: there it does not look at AWS_ENDPOINT_URL. */
  get sqsOptions(): readonly string[] {
    return ["--endpoint-url", this.world.aws.endpoint];
  }

  run(program: string, args: readonly string[]): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, [...args], { cwd: this.folder, env: this.environment() });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString("utf8")));
      child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString("utf8")));
      child.once("error", reject);
      child.once("close", (code) => {
        resolve({ code, stdout, stderr });
      });
      child.stdin.end();
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(): NodeJS.ProcessEnv {
    const credentials = this.world.aws.credentialsFor(operator);
    return {
      PATH: process.env["PATH"],
      HOME: this.folder,
      TZ: "UTC",
      AWS_ENDPOINT_URL: this.world.aws.endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: "/dev/null",
      AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_PAGER: "",
    };
  }
}
