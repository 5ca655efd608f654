import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { dataPlatformSettings } from "../../settings/data-platform";
import { dataPlatformConflicts } from "../../settings/data-platform-conflicts";
import { checkTfvars } from "../../tfvars/check-tfvars";
import { tfvarsReport } from "../../tfvars/tfvars-report";
import { LITERAL_MODULES, type ModuleName } from "../literal-modules";
import { literalSandbox } from "../literal-sandbox";
import { synthesiseLiteralSandbox, synthesiseLiteralStack } from "../literal-stack";

/** A configuration of ours in a folder, with literals in place of its variables, which scanners do not evaluate. */
export interface ScannedConfiguration {
  readonly subject: string;
  readonly folder: string;
  readonly replacedFailed?: number;
}

/**
 * Failed checks that checkov 3.3.30 counts in each of the modules that these replace, in HCL, by `--framework
 * terraform` and without values for their variables.
 */
const REPLACED_FAILED: Readonly<Record<ModuleName, number>> = {
  "db-snapshot-to-s3": 27,
  "db-snapshot-to-s3-sandbox-resources": 19,
  "s3-bucket": 7,
};

/**
 * checkov 3.3 takes every setting of the first for a block, and gives up on `required_version`; the others are lists,
 * which it cannot read either. None of them holds anything that it checks.
 */
const UNREADABLE_BLOCKS = ["terraform", "removed", "import"];

/**
 * Synthesises the root stack with production's settings, which are there, the sandbox and each module with its defaults.
 * @param outdir a folder that is no hidden one and is in none: checkov would pass over it
 * @throws Error when the tfvars file is refused
 */
export async function scannedConfigurations(
  root: string,
  outdir: string,
): Promise<readonly ScannedConfiguration[]> {
  const synth = path.join(outdir, "synth");
  mkdirSync(synth, { recursive: true });
  const stack = await productionStack(root, synth);
  const sandbox = JSON.parse(synthesiseLiteralSandbox(literalSandbox(), synth).json) as unknown;
  const modules = Object.entries(LITERAL_MODULES).map(([name, literalModule]) => {
    const app = new App({ outdir: synth, stackTraces: false });
    const module = literalModule(app);
    app.synth();
    return { name, json: module.toTerraform() as unknown };
  });
  return [
    { subject: "root stack data-platform", folder: write(path.join(outdir, "data-platform"), stack) },
    { subject: "root stack sandbox", folder: write(path.join(outdir, "sandbox"), sandbox) },
    ...modules.map(({ name, json }) => ({
      subject: `module ${name}${makesResources(json) ? "" : ", which makes nothing yet"}`,
      folder: write(path.join(outdir, name), json),
      replacedFailed: REPLACED_FAILED[name as ModuleName],
    })),
  ];
}

function makesResources(json: unknown): boolean {
  return typeof json === "object" && json !== null && "resource" in json;
}

async function productionStack(root: string, outdir: string): Promise<unknown> {
  const file = path.join(root, "config", "prod.tfvars");
  const check = await checkTfvars(file, dataPlatformSettings, dataPlatformConflicts);
  if (check.kind !== "accepted") throw new Error(tfvarsReport(check).join("\n"));
  return JSON.parse(synthesiseLiteralStack(check.values, outdir).json) as unknown;
}

/** checkov reads files of this one name. */
function write(folder: string, json: unknown): string {
  const blocks = Object.entries(json as object).filter(([block]) => !UNREADABLE_BLOCKS.includes(block));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(Object.fromEntries(blocks), null, 2));
  return folder;
}
