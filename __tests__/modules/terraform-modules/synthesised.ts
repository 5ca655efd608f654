import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import * as z from "zod";
import { TERRAFORM_MODULES, terraformModules } from "../../../modules/terraform-modules";

export type ModuleName = keyof typeof TERRAFORM_MODULES;
export const MODULE_NAMES = Object.keys(TERRAFORM_MODULES) as readonly ModuleName[];

const named = z.record(z.string(), z.looseObject({}));
const moduleJson = z.looseObject({
  terraform: z.looseObject({}),
  variable: z
    .record(
      z.string(),
      z.looseObject({
        type: z.string(),
        description: z.string(),
        nullable: z.boolean(),
        default: z.json().optional(),
        validation: z.array(z.object({ condition: z.string(), error_message: z.string() })).default([]),
      }),
    )
    .default({}),
  output: z.record(z.string(), z.object({ value: z.string(), description: z.string() })).default({}),
  data: z.record(z.string(), named).default({}),
  resource: z.record(z.string(), named).default({}),
  removed: z.array(z.looseObject({ from: z.string() })).default([]),
});

/** Every module as synth writes it, until the tests of a file are done. @returns the folder of a module */
export function synthesisedModules(): (name: ModuleName) => string {
  const outdir = mkdtempSync(path.join(tmpdir(), "terraform-modules-"));
  const app = new App({ outdir, stackTraces: false });
  terraformModules(app);
  app.synth();
  afterAll(() => {
    rmSync(outdir, { recursive: true });
  });
  return (name) => path.join(outdir, "stacks", name);
}

/** Every file of a folder, by its path in it. */
export function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}

/** A module's Terraform JSON, its files taken together. */
export function jsonOf(folder: string): z.infer<typeof moduleJson> {
  const parts = filesOf(folder)
    .filter((name) => name.endsWith(".tf.json"))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as object);
  return moduleJson.parse(Object.assign({}, ...parts));
}

/** Addresses of a module's resources, in order. */
export function addressesOf({ resource }: z.infer<typeof moduleJson>): readonly string[] {
  return Object.entries(resource)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .toSorted();
}
