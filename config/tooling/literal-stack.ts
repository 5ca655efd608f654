import { readFileSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import { DataPlatformStack } from "../../modules/data-platform/data-platform-stack";
import type { DataPlatformSettings } from "../settings/data-platform";

/** A synthesised stack with literal values in place of its variables. */
export interface LiteralStack {
  readonly folder: string;
  /** Its Terraform JSON. */
  readonly json: string;
}

/** Synthesises the stack `data-platform` with literal values, under a folder of the caller's. */
export function synthesiseLiteralStack(settings: DataPlatformSettings, outdir: string): LiteralStack {
  const app = new App({ outdir, stackTraces: false });
  const stack = new DataPlatformStack(app, "data-platform", { backend: "local", settings });
  app.synth();
  const folder = path.join(outdir, "stacks", stack.node.id);
  return { folder, json: readFileSync(path.join(folder, "cdk.tf.json"), "utf8") };
}
