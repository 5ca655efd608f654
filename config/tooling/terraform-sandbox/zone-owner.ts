import { writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { copyModule } from "../module-root";
import { awsClients, type AwsClients } from "../terraform-examples/aws-clients";
import { TerraformRoot } from "../terraform-root";
import { REGION, type Stage } from "./life";

/** How the statements get into the root of the zone's owner. */
export type Statements =
  | { readonly kind: "none" }
  /** Files of JSON, each an output of the sandbox. */
  | { readonly kind: "json"; readonly bucket: string; readonly key: string }
  /** Text of the Terraform language, which the owner pastes into the call of the module. */
  | { readonly kind: "hcl"; readonly bucket: string; readonly key: string };

/** A root that is somebody else's: a landing zone, whose policies its owner writes. */
export interface ZoneOwner {
  readonly terraform: TerraformRoot;
  readonly clients: AwsClients;
}

/** @param account of the zone, which Terraform gets into by assuming a role */
export async function zoneOwner(stage: Stage, account: string): Promise<ZoneOwner> {
  const { api } = stage;
  const folder = path.join(stage.folder, "zone");
  mkdirSync(folder);
  const source = copyModule(path.join(stage.stacks, "s3-bucket"), folder);
  writeFileSync(path.join(folder, "providers.tf"), providers(account));
  writeFileSync(path.join(folder, "outputs.tf"), OUTPUTS);
  const owner = {
    terraform: new TerraformRoot(folder, { ...api.environment, AWS_REGION: REGION }),
    clients: await awsClients({ endpoint: api.endpoint, region: REGION }, account),
  };
  writeStatements(owner, { kind: "none" }, source);
  return owner;
}

/** Writes the owner's call of the module anew, with these statements in it. */
export function writeStatements({ terraform }: ZoneOwner, statements: Statements, source = "./module"): void {
  const { folder } = terraform;
  if (statements.kind === "json")
    for (const name of ["bucket", "key"] as const)
      writeFileSync(path.join(folder, `${name}-statements.json`), statements[name]);
  writeFileSync(path.join(folder, "main.tf"), zoneCall(source, statements));
}

/** The call as the owner has it in a file. */
export function zoneCall(source: string, statements: Statements): string {
  return `module "landing_zone" {
  source = "${source}"

  tags              = { Application = "landing zone" }
  project           = "landing zone"
  environment       = "Dev"
  identifier_prefix = "somebody"
  bucket_name       = "Landing Zone"
  bucket_identifier = "landing-zone"

${statementArguments(statements)}
}
`;
}

function statementArguments(statements: Statements): string {
  switch (statements.kind) {
    case "none":
      return "";
    case "json":
      return [
        '  bucket_policy_statements     = jsondecode(file("${path.module}/bucket-statements.json"))',
        '  bucket_key_policy_statements = jsondecode(file("${path.module}/key-statements.json"))',
      ].join("\n");
    case "hcl":
      return `${statements.bucket}\n${statements.key}`;
  }
}

function providers(account: string): string {
  return `terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "${REGION}"
  # Buckets by path: \`<bucket>.127.0.0.1\` is no host.
  s3_use_path_style = true

  assume_role {
    role_arn = "arn:aws:iam::${account}:role/deploy"
  }
}
`;
}

const OUTPUTS = ["bucket_id", "bucket_arn", "kms_key_arn"]
  .map((name) => `output "${name}" {\n  value = module.landing_zone.${name}\n}\n`)
  .join("\n");
