import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

const versions = z.object({
  terraform: z.object({
    required_providers: z.object({
      aws: z.object({ configuration_aliases: z.array(z.string()).default([]) }),
    }),
  }),
});

/** No credentials, region or account of this machine. */
const PROVIDER = {
  region: "eu-west-2",
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
} as const;

/**
 * Copies a module, as synth writes it, into a root's folder, and nothing of Terraform's own that lies beside it.
 * @returns its `source`
 */
export function copyModule(folder: string, root: string): string {
  const isWritten = (file: string): boolean => {
    const [top = ""] = path.relative(folder, file).split(path.sep);
    return top === "" || top.endsWith(".tf.json") || top === "functions";
  };
  cpSync(folder, path.join(root, "module"), { recursive: true, filter: isWritten });
  return "./module";
}

/**
 * Writes what a root needs around a module: a provider configuration for each that the module asks for. The calls are
 * the caller's. Terraform cannot validate a module by itself that asks for an alias.
 * @returns the `providers` of a call; empty where the default one is all that the module takes
 */
export function writeProviders(moduleFolder: string, root: string): Readonly<Record<string, string>> {
  const json: unknown = JSON.parse(readFileSync(path.join(moduleFolder, "versions.tf.json"), "utf8"));
  const aliases = versions.parse(json).terraform.required_providers.aws.configuration_aliases;
  const configurations = aliases.map((name) => ({ ...PROVIDER, alias: name.replace(/^aws\./, "") }));
  const aws = { source: "hashicorp/aws" };
  writeRoot(root, "providers", {
    terraform: { required_providers: { aws } },
    provider: { aws: [PROVIDER, ...configurations] },
  });
  return Object.fromEntries(aliases.map((name) => [name, name]));
}

/** A call of a module. Values are JSON of Terraform's: a text may hold expressions. */
export interface ModuleCall {
  readonly source: string;
  readonly providers?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Writes one call into a file of its own, by whose name Terraform says which call is wrong. */
export function writeCall(root: string, name: string, { source, providers = {}, values }: ModuleCall): void {
  const meta = Object.keys(providers).length === 0 ? { source } : { source, providers };
  writeRoot(root, name, { module: { [name]: { ...meta, ...values } } });
}

/** Writes a file of Terraform JSON. */
export function writeRoot(root: string, name: string, content: unknown): void {
  writeFileSync(path.join(root, `${name}.tf.json`), `${JSON.stringify(content, null, 2)}\n`);
}
