import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { MODULE_VALUES, type ModuleName } from "../../../../config/tooling/literal-modules";
import { TerraformRoot } from "../../../../config/tooling/terraform-root";
import { itWithTerraform } from "../../../support/with-terraform";
import { serveFolder, type FileServer } from "./file-server";
import { release, unzipped } from "./released";

/** Provider configurations that a module wants to be given. */
const PROVIDERS: Partial<Record<ModuleName, string>> = {
  "db-snapshot-to-s3-sandbox-resources": "providers = { aws.aws_sandbox_account = aws }",
};

const workspace = mkdtempSync(path.join(tmpdir(), "release-terraform-"));
const folder = path.join(workspace, "release");
const modules = Object.keys(MODULE_VALUES) as ModuleName[];

let server: FileServer;
let checksums: ReadonlyMap<string, string>;
beforeAll(async () => {
  release(folder);
  const lines = readFileSync(path.join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
  checksums = new Map(lines.map((line) => line.split("  ")).map(([sum = "", file = ""]) => [file, sum]));
  server = await serveFolder(folder);
}, 60_000);
afterAll(() => {
  server.close();
  rmSync(workspace, { recursive: true });
});

const zipOf = (module: ModuleName): string =>
  [...checksums.keys()].find((file) => file.replace(/-\d+\.\d+\.\d+.*$/, "") === module) ?? "none";

/** An HCL root of nothing but the module, taken from the web server. */
function hclRoot(name: string, module: ModuleName, query = ""): TerraformRoot {
  const place = path.join(workspace, name);
  mkdirSync(place);
  const values = Object.entries(MODULE_VALUES[module]).map(
    ([input, value]) => `  ${input} = ${JSON.stringify(value)}`,
  );
  const lines = [
    'provider "aws" {\n  region = "eu-west-2"\n}\n',
    'module "it" {',
    `  source = "${server.url}/${zipOf(module)}${query}"`,
    PROVIDERS[module] ?? "",
    ...values,
    "}\n",
  ];
  writeFileSync(path.join(place, "main.tf"), lines.join("\n"));
  return new TerraformRoot(place, process.env);
}

/** Every file of a folder, by path in it. */
function filesBelow(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(place, path.join(parentPath, name)))
    .toSorted();
}

for (const module of modules)
  itWithTerraform(
    `an HCL root takes the zip of ${module} by its URL and checksum, and is valid`,
    async () => {
      const zip = zipOf(module);
      const root = hclRoot(module, module, `?checksum=sha256:${checksums.get(zip)}`);
      await root.init();
      await root.validate();
      expect(server.asked).toContain(zip);
      const unpacked = path.join(root.folder, ".terraform", "modules", "it");
      const expected = unzipped(path.join(folder, zip));
      expect(filesBelow(unpacked)).toEqual(Object.keys(expected).toSorted());
      for (const [name, bytes] of Object.entries(expected))
        expect(readFileSync(path.join(unpacked, name)).equals(bytes)).toBe(true);
      // Nothing beside the module's own folder.
      expect(readdirSync(root.folder).toSorted()).toEqual([".terraform", ".terraform.lock.hcl", "main.tf"]);
      expect(readdirSync(path.dirname(unpacked)).toSorted()).toEqual(["it", "modules.json"]);
    },
    180_000,
  );

itWithTerraform("a zip with another checksum is refused", async () => {
  const root = hclRoot("wrong-checksum", "s3-bucket", `?checksum=sha256:${"0".repeat(64)}`);
  await expect(root.init()).rejects.toThrow(/Checksums did not match/);
});
