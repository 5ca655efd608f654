import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { App, type TerraformStack } from "cdktf";
import { unzipSync } from "fflate";
import type { Bundle } from "./bundle";
import { ModuleStack } from "./module-stack";
import { repositoryRoot } from "./repository-root";
import { synthOptions, type SynthOptions } from "./synth-options";

/** A stack with functions in it. */
type FunctionStack = TerraformStack & { readonly bundles: readonly Bundle[] };

export interface Synthesis {
  /** Finds what is wrong before anything is written. @returns false when it is, and has been told */
  readonly check: (options: SynthOptions, print: Print) => Promise<boolean>;
  readonly stacks: (app: App, options: SynthOptions) => readonly FunctionStack[];
}

export type Print = (line: string) => void;

/** Synthesises every stack. What goes wrong is one line on standard error, and exit code 1. */
export function synthesise(synthesis: Synthesis): void {
  run(synthesis).catch((error: unknown) => {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
}

async function run({ check, stacks }: Synthesis): Promise<void> {
  const options = synthOptions(process.env);
  const isRight = await check(options, (line) => {
    console.error(line);
  });
  if (!isRight) {
    process.exitCode = 1;
    return;
  }
  const outdir = options.outdir ?? path.join(repositoryRoot(), "cdktf.out");
  // Without stack traces: they hold the paths of this machine.
  const app = new App({ outdir, stackTraces: false });
  const written = stacks(app, options);
  // What the framework refuses is refused before anything is taken away.
  for (const stack of written) stack.runAllValidations();
  removeAssets(outdir);
  app.synth();
  report(written, outdir).forEach((line) => {
    console.log(line);
  });
}

/** Zips of earlier synths. Nothing else: a stack's folder may hold somebody's Terraform state. */
function removeAssets(outdir: string): void {
  const folder = path.join(outdir, "stacks");
  if (!existsSync(folder)) return;
  for (const stack of readdirSync(folder))
    rmSync(path.join(folder, stack, "assets"), { recursive: true, force: true });
}

/** One line per function, which several stacks may hold, and one per stack. */
function report(stacks: readonly FunctionStack[], outdir: string): readonly string[] {
  const functions = new Set(stacks.flatMap(({ bundles }) => bundles.map(sizes)));
  const folders = stacks.map((stack) => {
    const kind = stack instanceof ModuleStack ? "module" : "root";
    const folder = path.join(outdir, "stacks", stack.node.id);
    return `${kind} ${stack.node.id}: ${path.relative(process.cwd(), folder)}`;
  });
  return [...functions, ...folders];
}

function sizes({ name, zip }: Bundle): string {
  const rawBytes = Object.values(unzipSync(zip)).reduce((sum, { byteLength }) => sum + byteLength, 0);
  return `function ${name}: ${kilobytes(rawBytes)} bundled, ${kilobytes(zip.byteLength)} zipped`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
