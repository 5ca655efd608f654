import path from "node:path";
import type { ToolOutcome } from "./run-tool";
import { initArguments, terraform } from "./terraform";
import { parsePlan, type Plan } from "./terraform-plan-json";

/** Real seconds for one command: an init may have to download the provider, an apply waits where AWS is slow. */
const LIMIT_SECONDS = { init: 600, plan: 300, apply: 900, destroy: 900 } as const;

/** Terraform is not there, refused, or did not end in time. */
export class TerraformError extends Error {
  override readonly name = "TerraformError";

  constructor(
    readonly command: string,
    readonly outcome: ToolOutcome,
  ) {
    super(`terraform ${command}: ${said(outcome)}`);
  }
}

/** A folder with a root configuration, and Terraform over it. Every method throws a TerraformError when it fails. */
export class TerraformRoot {
  private plans = 0;

  constructor(
    readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
  ) {}

  async init(): Promise<void> {
    const [, ...args] = initArguments(this.environment, true);
    await this.run("init", args, LIMIT_SECONDS.init);
  }

  async validate(): Promise<void> {
    await this.run("validate", ["-no-color"], LIMIT_SECONDS.plan);
  }

  /** @returns what Terraform would do, and the file that `apply` takes */
  async plan(...args: readonly string[]): Promise<Plan> {
    this.plans += 1;
    const file = path.join(this.folder, `plan-${this.plans}.tfplan`);
    const text = await this.run(
      "plan",
      ["-input=false", "-no-color", `-out=${file}`, ...args],
      LIMIT_SECONDS.plan,
    );
    const json = await this.run("show", ["-json", file], LIMIT_SECONDS.plan);
    return { ...parsePlan(json), file, text };
  }

  /** Carries out a plan. @returns what Terraform printed */
  apply(plan: Pick<Plan, "file">): Promise<string> {
    return this.run("apply", ["-input=false", "-no-color", plan.file], LIMIT_SECONDS.apply);
  }

  destroy(...args: readonly string[]): Promise<string> {
    return this.run(
      "destroy",
      ["-auto-approve", "-input=false", "-no-color", ...args],
      LIMIT_SECONDS.destroy,
    );
  }

  /** @returns the root's outputs as Terraform prints them in JSON */
  async outputs(): Promise<unknown> {
    return JSON.parse(await this.run("output", ["-json"], LIMIT_SECONDS.plan)) as unknown;
  }

  /**
   * Runs any other command of Terraform's, such as `state`.
   * @param interruptAt once this is printed, Terraform is interrupted as by Ctrl+C
   * @returns what it printed
   */
  async run(
    command: string,
    args: readonly string[],
    timeoutSeconds: number,
    interruptAt?: RegExp,
  ): Promise<string> {
    const words = [command, ...args];
    const outcome = await terraform(this.folder, words, this.environment, timeoutSeconds, interruptAt);
    if (outcome.kind !== "exited" || outcome.code !== 0) throw new TerraformError(command, outcome);
    return outcome.stdout;
  }
}

function said(outcome: ToolOutcome): string {
  switch (outcome.kind) {
    case "missing":
      return `${outcome.program} is not installed`;
    case "timed out":
      return `no end after ${outcome.seconds} s\n${outcome.output}`;
    case "exited":
      return `exit code ${outcome.code}\n${outcome.stdout}${outcome.stderr}`;
  }
}
