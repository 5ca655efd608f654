import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { runTool } from "./run-tool";

/** One stack's folder of Terraform JSON. */
export interface SynthesisedStack {
  readonly name: string;
  /** Whether it is planned and applied by itself, or called by a root of somebody's. */
  readonly kind: "root" | "module";
  readonly folder: string;
}

const SYNTH_TIMEOUT_SECONDS = 120;

/**
 * Lists the roots and the modules under `cdktf.out`. Where there is no such folder, as in a fresh clone, it
 * synthesises first.
 * @throws Error when the synthesis fails or leaves no stack
 */
export async function synthesisedStacks(
  root: string,
  print: (line: string) => void,
): Promise<readonly SynthesisedStack[]> {
  const stacksFolder = path.join(root, "cdktf.out", "stacks");
  if (!existsSync(stacksFolder)) {
    print("cdktf.out is not there: synthesising first");
    await synthesise(root);
  }
  const stacks = readdirSync(stacksFolder).flatMap((name): SynthesisedStack[] => {
    const folder = path.join(stacksFolder, name);
    if (existsSync(path.join(folder, "cdk.tf.json"))) return [{ name, kind: "root", folder }];
    return existsSync(path.join(folder, "versions.tf.json")) ? [{ name, kind: "module", folder }] : [];
  });
  if (stacks.length === 0) throw new Error(`no stack in ${stacksFolder}: run npm run synth`);
  return stacks;
}

async function synthesise(root: string): Promise<void> {
  const outcome = await runTool({
    program: process.execPath,
    args: [path.join("config", "tooling", "run.mjs"), "main.ts"],
    folder: root,
    environment: process.env,
    timeoutSeconds: SYNTH_TIMEOUT_SECONDS,
  });
  switch (outcome.kind) {
    case "exited":
      if (outcome.code !== 0) throw new Error(`npm run synth failed: ${outcome.stderr}${outcome.stdout}`);
      return;
    case "timed out":
      throw new Error(`npm run synth did not end within ${outcome.seconds} s`);
    case "missing":
      throw new Error(`${outcome.program} is missing`);
  }
}
