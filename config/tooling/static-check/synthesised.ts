import path from "node:path";
import { App } from "cdktf";
import { DataPlatformStack } from "../../../modules/data-platform/data-platform-stack";
import { SandboxStack } from "../../../modules/sandbox/sandbox-stack";
import { terraformModules } from "../../../modules/terraform-modules";

/** A folder of Terraform, and what to call it. */
export interface TerraformFolder {
  readonly subject: string;
  readonly folder: string;
}

/**
 * Synthesises everything with its variables into `<outdir>/cdktf.out`, and not where people deploy from: what lies
 * there may be of another day.
 */
export function synthesiseAll(outdir: string): readonly TerraformFolder[] {
  const app = new App({ outdir: path.join(outdir, "cdktf.out"), stackTraces: false });
  const stacks = [
    new DataPlatformStack(app, "data-platform", { backend: "s3" }),
    new SandboxStack(app, "sandbox", { backend: "s3" }),
  ];
  const modules = terraformModules(app);
  app.synth();
  const folderOf = (id: string): string => path.join(outdir, "cdktf.out", "stacks", id);
  return [
    ...stacks.map(({ node: { id } }) => ({ subject: `root stack ${id}`, folder: folderOf(id) })),
    ...modules.map(({ node: { id } }) => ({ subject: `module ${id}`, folder: folderOf(id) })),
  ];
}
