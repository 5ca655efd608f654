import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import type { Construct } from "constructs";
import type { ModuleStack } from "../../../modules/shared/module-stack";
import { TERRAFORM_MODULES } from "../../../modules/terraform-modules";
import { dbSnapshotToS3Settings } from "../../settings/db-snapshot-to-s3";
import { s3BucketSettings } from "../../settings/s3-bucket";
import { sandboxResourcesSettings } from "../../settings/sandbox-resources";
import type { Settings } from "../../settings/setting";
import { LITERAL_MODULES, type ModuleName } from "../literal-modules";
import type { Section } from "./pages";
import { propsTable } from "./props-table";
import { settingsTable } from "./settings-table";
import { statementFields } from "./statement-fields";
import { outputsTable, parseStackJson, resourcesTable, type StackJson } from "./synthesised-tables";

interface DocumentedModule {
  readonly settings: Settings;
  /** The construct's inputs, where others may use the construct: an interface in the module's `props.ts`. */
  readonly props?: string;
}

const DOCUMENTED: Readonly<Record<ModuleName, DocumentedModule>> = {
  "db-snapshot-to-s3": { settings: dbSnapshotToS3Settings, props: "DbSnapshotToS3Props" },
  "db-snapshot-to-s3-sandbox-resources": {
    settings: sandboxResourcesSettings,
    props: "SandboxResourcesProps",
  },
  "s3-bucket": { settings: s3BucketSettings, props: "S3BucketProps" },
};

/**
 * The tables of each module's README, by its path from the root.
 * @param read gives a file's text by its path from the root
 */
export function modulePages(read: (file: string) => string): ReadonlyMap<string, readonly Section[]> {
  const names = Object.keys(DOCUMENTED) as ModuleName[];
  return new Map(names.map((name) => [path.join("modules", name, "README.md"), sectionsOf(name, read)]));
}

function sectionsOf(name: ModuleName, read: (file: string) => string): readonly Section[] {
  const { settings, props } = DOCUMENTED[name];
  const module = synthesised(TERRAFORM_MODULES[name]);
  const example = synthesised(LITERAL_MODULES[name]);
  const file = path.join("modules", name, "props.ts");
  return [
    { name: "variables", content: [settingsTable(settings), ...statementFields(settings)].join("\n\n") },
    ...(props === undefined ? [] : [{ name: "inputs", content: propsTable(file, read(file), props) }]),
    { name: "outputs", content: outputsTable(module) },
    { name: "resources", content: resourcesTable(module, example) },
  ];
}

function synthesised(module: (scope: Construct) => ModuleStack): StackJson {
  const outdir = mkdtempSync(path.join(tmpdir(), "tables-"));
  try {
    const app = new App({ outdir, stackTraces: false });
    const stack = module(app);
    app.synth();
    return parseStackJson(JSON.stringify(stack.toTerraform()));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
