import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ISynthesisSession, IStackSynthesizer, TerraformStack } from "cdktf";
import type { ModuleStack } from "./module-stack";

/** Writes a module into the folder of the stack that calls it, in place of what an earlier synth wrote there. */
export class NestedModuleSynthesizer implements IStackSynthesizer {
  /** Path of the module from its caller's folder, as Terraform asks for it. */
  readonly source: string;

  constructor(
    private readonly module: ModuleStack,
    private readonly caller: TerraformStack,
  ) {
    this.source = `./modules/${module.node.id}`;
  }

  /** The caller's own synthesis has validated the module, which is among its constructs. */
  synthesize({ outdir }: ISynthesisSession): void {
    const folder = path.join(outdir, "stacks", this.caller.node.id, this.source);
    rmSync(folder, { recursive: true, force: true });
    for (const [name, content] of Object.entries(this.module.files())) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }
}
