import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ISynthesisSession, IStackSynthesizer } from "cdktf";
import { modulePage } from "./module-page";
import type { ModuleStack } from "./module-stack";
import { repositoryRoot } from "./repository-root";

/**
 * What a synth writes, this one or an earlier one. All else is somebody's who tried the module where it was written:
 * state, lock file, values, a provider in HCL.
 */
const WRITTEN = /\.tf\.json$|^(?:README\.md|functions|assets|metadata\.json)$/;

/** Writes a stack as a module: its files in place of the framework's one, and no word of it among what can be deployed. */
export class ModuleSynthesizer implements IStackSynthesizer {
  private readonly framework: IStackSynthesizer;

  constructor(private readonly stack: ModuleStack) {
    this.framework = stack.synthesizer;
  }

  synthesize(session: ISynthesisSession): void {
    const { id } = this.stack.node;
    const folder = path.join(session.outdir, "stacks", id);
    // With all of its validations.
    this.framework.synthesize(session);
    Reflect.deleteProperty(session.manifest.stacks, id);
    for (const name of readdirSync(folder))
      if (WRITTEN.test(name)) rmSync(path.join(folder, name), { recursive: true });
    for (const [name, content] of Object.entries(this.stack.files())) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    const readme = readFileSync(path.join(repositoryRoot(), "modules", id, "README.md"), "utf8");
    writeFileSync(path.join(folder, "README.md"), modulePage(readme));
  }
}
