import path from "node:path";
import { App } from "cdktf";
import { SandboxStack } from "../../../modules/sandbox/sandbox-stack";
import { terraformModules } from "../../../modules/terraform-modules";

/** Synthesises the sandbox and the modules. @returns the folder that holds a folder for each */
export function writeStacks(folder: string): string {
  const outdir = path.join(folder, "cdktf.out");
  const app = new App({ outdir, stackTraces: false });
  new SandboxStack(app, "sandbox", { backend: "local" });
  terraformModules(app);
  app.synth();
  return path.join(outdir, "stacks");
}
