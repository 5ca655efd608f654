import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dataPlatformSettings } from "../../settings/data-platform";
import { literalSettings } from "../../settings/literal-settings";
import { sandboxSettings } from "../../settings/sandbox";
import { literalSandbox } from "../literal-sandbox";
import { synthesiseLiteralSandbox, synthesiseLiteralStack, type LiteralStack } from "../literal-stack";
import { environmentTable } from "./environment-table";
import { npmPackageSections } from "./npm-package-page";
import { modulePages } from "./module-pages";
import { settingsTable } from "./settings-table";
import { outputsTable, parseStackJson, type StackJson } from "./synthesised-tables";

/** A generated part of a page, between the markers of its name. */
export interface Section {
  readonly name: string;
  readonly content: string;
}

/** The pages that hold generated tables, by path from the root. */
export function generatedPages(root: string): ReadonlyMap<string, readonly Section[]> {
  const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
  const modules = modulePages(read);
  const pipelinePage = path.join("modules", "db-snapshot-to-s3", "README.md");
  return new Map([
    [
      "README.md",
      [
        { name: "settings", content: settingsTable(dataPlatformSettings) },
        { name: "outputs", content: outputsTable(exampleStack()) },
      ],
    ],
    ...modules,
    [path.join("docs", "npm-package.md"), npmPackageSections(root)],
    [pipelinePage, [...(modules.get(pipelinePage) ?? []), ...environments(read)]],
    [
      path.join("docs", "sandbox.md"),
      [
        { name: "sandbox-variables", content: settingsTable(sandboxSettings) },
        { name: "sandbox-outputs", content: outputsTable(exampleSandbox()) },
      ],
    ],
  ]);
}

function environments(read: (file: string) => string): readonly Section[] {
  return ["export", "copier"].map((name) => {
    const file = path.join("functions", name, "environment.ts");
    return { name: `environment-${name}`, content: environmentTable(file, read(file)) };
  });
}

/** The root stack as the tables show it. */
function exampleStack(): StackJson {
  const settings = literalSettings(dataPlatformSettings, {
    tags: {},
    project: "project",
    environment: "Dev",
    identifier_prefix: "ip",
    rds_instance_ids: ["instance"],
    service_area: "area",
    zone_bucket_id: "zone",
    zone_bucket_arn: "arn:aws:s3:::zone",
    zone_kms_key_arn: "arn:aws:kms:eu-west-2:111111111111:key/zone",
  });
  return stackJson((outdir) => synthesiseLiteralStack(settings, outdir));
}

function exampleSandbox(): StackJson {
  return stackJson((outdir) => synthesiseLiteralSandbox(literalSandbox(), outdir));
}

/** @param synthesise writes a stack under a folder */
function stackJson(synthesise: (outdir: string) => LiteralStack): StackJson {
  const outdir = mkdtempSync(path.join(tmpdir(), "tables-"));
  try {
    return parseStackJson(synthesise(outdir).json);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
