import { readFileSync } from "node:fs";
import path from "node:path";
import { App, type TerraformStack } from "cdktf";
import { DataPlatformStack } from "../../modules/data-platform/data-platform-stack";
import { SandboxStack } from "../../modules/sandbox/sandbox-stack";
import type { DataPlatformSettings } from "../settings/data-platform";
import type { SandboxSettings } from "../settings/sandbox";

/** A synthesised stack with literal values in place of its variables. */
export interface LiteralStack {
  readonly folder: string;
  /** Its Terraform JSON. */
  readonly json: string;
}

/** Synthesises the stack `data-platform` with literal values, under a folder of the caller's. */
export function synthesiseLiteralStack(settings: DataPlatformSettings, outdir: string): LiteralStack {
  return synthesised(
    outdir,
    (app) => new DataPlatformStack(app, "data-platform", { backend: "local", settings }),
  );
}

/** The same of the stack `sandbox`. */
export function synthesiseLiteralSandbox(settings: SandboxSettings, outdir: string): LiteralStack {
  return synthesised(outdir, (app) => new SandboxStack(app, "sandbox", { backend: "local", settings }));
}

/** @param stackIn makes the stack in an app */
function synthesised(outdir: string, stackIn: (app: App) => TerraformStack): LiteralStack {
  const app = new App({ outdir, stackTraces: false });
  const stack = stackIn(app);
  app.synth();
  const folder = path.join(outdir, "stacks", stack.node.id);
  return { folder, json: readFileSync(path.join(folder, "cdk.tf.json"), "utf8") };
}
