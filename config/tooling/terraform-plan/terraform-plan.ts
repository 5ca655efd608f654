import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import type { ToolOutcome } from "../run-tool";
import { synthesisedStacks, type SynthesisedStack } from "../synthesised-stacks";
import { initArguments, terraform } from "../terraform";
import { startLocalAwsApi } from "../local-aws-api";
import { conflictingValues, type ConflictingValues } from "./conflicting-values";
import { wrongValues } from "./wrong-values";

const INIT_TIMEOUT_SECONDS = 600;
const PLAN_TIMEOUT_SECONDS = 180;

const print = (line: string): void => {
  console.log(line);
};

/**
 * `npm run terraform:plan`: real plans of the synthesised stacks, with the real provider, against an AWS API on
 * this machine: each tfvars file of config/ is accepted, each wrong value is refused by its rule, and so are values
 * that do not go together.
 */
async function main(): Promise<ExitCode> {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") {
    print("moto_server is not installed, so nothing was planned: install moto[server] and run this again.");
    return EXIT.toolMissing;
  }
  try {
    for (const stack of await synthesisedStacks(repositoryRoot(), print)) {
      const code = await planCopy(stack, api.environment);
      if (code !== EXIT.ok) return code;
    }
    return EXIT.ok;
  } finally {
    api.close();
  }
}

async function planCopy(stack: SynthesisedStack, environment: NodeJS.ProcessEnv): Promise<ExitCode> {
  const copy = mkdtempSync(path.join(tmpdir(), "terraform-plan-"));
  try {
    cpSync(stack.folder, copy, { recursive: true });
    writeFileSync(path.join(copy, "local_override.tf.json"), JSON.stringify(LOCAL));
    const init = await terraform(copy, initArguments(environment, true), environment, INIT_TIMEOUT_SECONDS);
    if (init.kind === "missing") {
      print("Terraform is not installed, so nothing was planned.");
      return EXIT.toolMissing;
    }
    if (init.kind === "timed out" || init.code !== 0) return refused(`terraform init of ${stack.name}`, init);
    return await plans(stack, copy, environment);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** No remote state, and nothing asked of an AWS that is not there. */
const LOCAL = {
  terraform: { backend: { local: {} } },
  provider: {
    aws: {
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
    },
  },
};

async function plans(
  stack: SynthesisedStack,
  copy: string,
  environment: NodeJS.ProcessEnv,
): Promise<ExitCode> {
  const config = path.join(repositoryRoot(), "config");
  const plan = (...files: string[]): Promise<ToolOutcome> =>
    terraform(
      copy,
      ["plan", "-input=false", "-no-color", "-lock=false", ...files.map((file) => `-var-file=${file}`)],
      environment,
      PLAN_TIMEOUT_SECONDS,
    );
  const names = readdirSync(config).filter((name) => name.endsWith(".tfvars"));
  for (const name of names) {
    const outcome = await plan(path.join(config, name));
    const subject = `terraform plan of ${stack.name} with config/${name}`;
    if (outcome.kind !== "exited" || outcome.code !== 0) return refused(subject, outcome);
    print(`${subject}: ${/^Plan: .*$/m.exec(outcome.stdout)?.[0] ?? "no changes"}`);
  }
  const empty = path.join(copy, "empty.tfvars.json");
  writeFileSync(empty, JSON.stringify({ rds_instance_ids: [], deploy_role_arn: "" }));
  const without = await plan(path.join(config, "dev.tfvars"), empty);
  if (
    without.kind !== "exited" ||
    without.code !== 0 ||
    without.stdout.includes("aws_db_event_subscription.")
  )
    return refused(`terraform plan of ${stack.name} without instances`, without);
  print(`terraform plan of ${stack.name} without instances: no event subscription`);
  const wrong = path.join(copy, "wrong.tfvars.json");
  const values = Object.entries(wrongValues).map(([name, { value }]) => [name, value]);
  writeFileSync(wrong, JSON.stringify(Object.fromEntries(values)));
  const code = judgeWrong(stack, await plan(path.join(config, "dev.tfvars"), wrong));
  if (code !== EXIT.ok) return code;
  for (const conflict of conflictingValues) {
    const file = path.join(copy, "conflict.tfvars.json");
    writeFileSync(file, JSON.stringify(conflict.values));
    const judgement = judgeConflict(stack, conflict, await plan(path.join(config, "dev.tfvars"), file));
    if (judgement !== EXIT.ok) return judgement;
  }
  return EXIT.ok;
}

function judgeWrong(stack: SynthesisedStack, outcome: ToolOutcome): ExitCode {
  const subject = `terraform plan of ${stack.name} with wrong values`;
  if (outcome.kind !== "exited") return refused(subject, outcome);
  const output = unwrapped(outcome);
  const accepted = Object.entries(wrongValues).filter(
    ([name, { rule }]) => !new RegExp(`${name}: expected [^;]*\\(rule: ${rule}\\);`).test(output),
  );
  if (outcome.code === 0 || accepted.length > 0) {
    print(`${subject}: not refused: ${accepted.map(([name]) => name).join(", ")}`);
    return refused(subject, outcome);
  }
  print(`${subject}: all ${Object.keys(wrongValues).length} refused, each by its rule`);
  return EXIT.ok;
}

function judgeConflict(stack: SynthesisedStack, conflict: ConflictingValues, outcome: ToolOutcome): ExitCode {
  const subject = `terraform plan of ${stack.name} with ${conflict.what}`;
  if (outcome.kind !== "exited") return refused(subject, outcome);
  const output = unwrapped(outcome);
  const missing = conflict.messages.filter((message) => !output.includes(message));
  const others = (output.match(/Error: /g) ?? []).length - conflict.messages.length;
  if (outcome.code === 0 || missing.length > 0 || others !== 0) {
    print(`${subject}: not said: ${missing.join("; ")}; errors besides those that are expected: ${others}`);
    return refused(subject, outcome);
  }
  print(`${subject}: refused`);
  return EXIT.ok;
}

/** Terraform's output without its line breaks and borders, which fall where they will. */
function unwrapped({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  return (stdout + stderr).replaceAll(/[│\s]+/g, " ");
}

function refused(subject: string, outcome: ToolOutcome): ExitCode {
  switch (outcome.kind) {
    case "missing":
      print(`${subject}: ${outcome.program} is not installed`);
      return EXIT.toolMissing;
    case "timed out":
      print(`${subject}: no end after ${outcome.seconds} s\n${outcome.output}`);
      return EXIT.refused;
    case "exited":
      print(`${subject}: exit code ${outcome.code}\n${outcome.stdout}${outcome.stderr}`);
      return EXIT.refused;
  }
}

runCheck(main);
