import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import type { SandboxSettings } from "../../settings/sandbox";
import { awsClients, type AwsClients } from "../terraform-examples/aws-clients";
import { TerraformRoot } from "../terraform-root";
import { PREFIX, REGION, type Stage } from "./life";
import { createNetwork } from "./network";

/** Values of the stack's variables: those without a default are always given. */
export type SandboxValues = Partial<SandboxSettings>;

/** The root stack in a folder of its own, and the account that it is applied in. */
export interface SandboxRoot {
  readonly terraform: TerraformRoot;
  readonly clients: AwsClients;
  /** Of the stack's variables. */
  readonly values: SandboxValues;
  readonly account: string;
}

/** The account that moto's own credentials are of. */
const OWN_ACCOUNT = "123456789012";

/** Read by Terraform without being told to, as a user's `terraform.tfvars` is. */
const VALUES_FILE = "terraform.tfvars.json";

/**
 * Prepares the account's network, and puts the synthesised stack where Terraform can work.
 * @param account to get into by assuming a role. @default the one of the credentials
 */
export async function sandboxRoot(
  stage: Stage,
  values: SandboxValues,
  account?: string,
): Promise<SandboxRoot> {
  const { api } = stage;
  const folder = path.join(stage.folder, "sandbox");
  cpSync(path.join(stage.stacks, "sandbox"), folder, { recursive: true });
  // Buckets by path: `<bucket>.127.0.0.1` is no host.
  writeJson(folder, "local_override.tf.json", { provider: { aws: { s3_use_path_style: true } } });
  const clients = await awsClients({ endpoint: api.endpoint, region: REGION }, account);
  const { vpcId, subnetIds } = await createNetwork(clients.ec2);
  const all: SandboxValues = {
    region: REGION,
    project: "sandbox of the pipeline",
    identifier_prefix: PREFIX,
    aws_account_suffix: "",
    deploy_role_arn: account === undefined ? "" : `arn:aws:iam::${account}:role/deploy`,
    aws_sandbox_account_id: account ?? OWN_ACCOUNT,
    aws_sandbox_vpc_id: vpcId,
    aws_sandbox_subnet_ids: [...subnetIds],
    tags: { Application: "sandbox of the pipeline" },
    ...values,
  };
  const root: SandboxRoot = {
    terraform: new TerraformRoot(folder, { ...api.environment, AWS_REGION: REGION }),
    clients,
    values: all,
    account: account ?? OWN_ACCOUNT,
  };
  useValues(root, {});
  return root;
}

/** Puts other values beside those that the root was made with. */
export function useValues({ terraform, values }: SandboxRoot, others: SandboxValues): void {
  writeJson(terraform.folder, VALUES_FILE, { ...values, ...others });
}

const outputsJson = z.record(z.string(), z.object({ value: z.json() }));

/** @returns values of the root's outputs by name */
export async function outputsOf(terraform: TerraformRoot): Promise<Readonly<Record<string, unknown>>> {
  const outputs = outputsJson.parse(await terraform.outputs());
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

function writeJson(folder: string, name: string, content: unknown): void {
  writeFileSync(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
}
