import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { copyModule, writeCall, writeProviders, writeRoot } from "../module-root";
import type { SynthesisedStack } from "../synthesised-stacks";
import { TerraformError, TerraformRoot } from "../terraform-root";
import { subjectOf } from "./subjects";

const PLAN_TIMEOUT_SECONDS = 180;

type Values = Readonly<Record<string, unknown>>;

/** What Terraform answers, without its line breaks and borders, which fall where they will. */
export interface Answer {
  readonly isAccepted: boolean;
  readonly text: string;
}

/** A copy of a root, or of a module with a root around it, that plans. */
export interface PlannedStack {
  /** @param values in place of right ones @throws TerraformError when there is no answer */
  readonly plan: (values: Values) => Promise<Answer>;
  /** Plans with a file of values instead; of roots only. */
  readonly planFile?: (file: string) => Promise<Answer>;
}

/** Copies a stack into an empty folder, and prepares it. @throws TerraformError when `terraform init` fails */
export async function plannedStack(
  stack: SynthesisedStack,
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<PlannedStack> {
  const root = new TerraformRoot(folder, environment);
  const planned =
    stack.kind === "root" ? await copiedRoot(stack, root, environment) : calledModule(stack, root);
  await root.init();
  return planned;
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

/** With the values of `config/dev.tfvars`, or where the AWS API knows some of them, with those and right ones. */
async function copiedRoot(
  stack: SynthesisedStack,
  root: TerraformRoot,
  environment: NodeJS.ProcessEnv,
): Promise<PlannedStack> {
  cpSync(stack.folder, root.folder, { recursive: true });
  writeRoot(root.folder, "local_override", LOCAL);
  const { right, lookUp } = subjectOf(stack.name);
  const givenFile = path.join(root.folder, "given.tfvars.json");
  const planWith = (rightFile: string, values: Values): Promise<Answer> => {
    writeFileSync(givenFile, JSON.stringify(values));
    return answer(root, `-var-file=${rightFile}`, `-var-file=${givenFile}`);
  };
  if (lookUp === undefined) {
    const devFile = path.join(repositoryRoot(), "config", "dev.tfvars");
    return {
      plan: (values) => planWith(devFile, values),
      planFile: (file) => answer(root, `-var-file=${file}`),
    };
  }
  const rightFile = path.join(root.folder, "right.tfvars.json");
  writeFileSync(rightFile, JSON.stringify({ ...right, ...(await lookUp(environment)) }));
  return { plan: (values) => planWith(rightFile, values) };
}

function calledModule(stack: SynthesisedStack, root: TerraformRoot): PlannedStack {
  const { right, surroundings } = subjectOf(stack.name);
  const source = copyModule(stack.folder, root.folder);
  const providers = writeProviders(stack.folder, root.folder);
  if (surroundings) writeRoot(root.folder, "surroundings", { data: surroundings.data });
  const write = (values: Values): void => {
    writeCall(root.folder, "call", {
      source,
      providers,
      values: { ...right, ...surroundings?.values, ...values },
    });
  };
  write({});
  return {
    plan: (values) => {
      write(values);
      return answer(root);
    },
  };
}

async function answer(root: TerraformRoot, ...args: readonly string[]): Promise<Answer> {
  try {
    const text = await root.run(
      "plan",
      ["-input=false", "-no-color", "-lock=false", ...args],
      PLAN_TIMEOUT_SECONDS,
    );
    return { isAccepted: true, text: unwrapped(text) };
  } catch (error) {
    if (!(error instanceof TerraformError) || error.outcome.kind !== "exited") throw error;
    return { isAccepted: false, text: unwrapped(error.outcome.stdout + error.outcome.stderr) };
  }
}

function unwrapped(text: string): string {
  return text.replaceAll(/[│\s]+/g, " ");
}

const declaring = z.object({ variable: z.record(z.string(), z.json()) });

/** @returns the `variable` blocks of a synthesised stack */
export function variableBlocks({ kind, folder }: SynthesisedStack): unknown {
  const file = kind === "root" ? "cdk.tf.json" : "variables.tf.json";
  return declaring.parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))).variable;
}
