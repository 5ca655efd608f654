import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { App, type TerraformStack } from "cdktf";
import { unzipSync } from "fflate";
import type { Bundle } from "./bundle";
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
  removeAssets(outdir);
  app.synth();
  for (const stack of written)
    for (const bundle of stack.bundles) console.log(`${stack.node.id}: ${sizes(bundle)}`);
}

/** Zips of earlier synths. Nothing else: a stack's folder may hold somebody's Terraform state. */
function removeAssets(outdir: string): void {
  const folder = path.join(outdir, "stacks");
  if (!existsSync(folder)) return;
  for (const stack of readdirSync(folder))
    rmSync(path.join(folder, stack, "assets"), { recursive: true, force: true });
}

function sizes({ name, zip }: Bundle): string {
  const rawBytes = Object.values(unzipSync(zip)).reduce((sum, { byteLength }) => sum + byteLength, 0);
  return `function ${name}: ${kilobytes(rawBytes)} bundled, ${kilobytes(zip.byteLength)} zipped`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
