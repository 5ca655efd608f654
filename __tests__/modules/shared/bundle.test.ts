import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unzipSync } from "fflate";
import { buildBundle } from "../../../modules/shared/build-bundle";
import { functionBundle } from "../../../modules/shared/function-bundle";
import { repositoryRoot } from "../../../modules/shared/repository-root";

const root = repositoryRoot();
const workspace = mkdtempSync(path.join(tmpdir(), "bundle-"));
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

/** A checkout of the functions in another folder, with other file times. */
function otherCheckout(): string {
  const folder = path.join(workspace, "another", "checkout");
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, "functions"), path.join(folder, "functions"), { recursive: true });
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "package.json"), "{}");
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    '{"compilerOptions":{"target":"es5","useDefineForClassFields":false}}',
  );
  for (const file of readdirSync(path.join(folder, "functions"), { recursive: true, encoding: "utf8" }))
    utimesSync(path.join(folder, "functions", file), 1, 1);
  return folder;
}

/** A repository of one function whose source is given. */
function functionOf(source: string): string {
  const folder = mkdtempSync(path.join(workspace, "function-"));
  mkdirSync(path.join(folder, "functions", "sample"), { recursive: true });
  writeFileSync(path.join(folder, "functions", "sample", "index.ts"), source);
  return folder;
}

function unpack(zip: Uint8Array): string {
  const folder = mkdtempSync(path.join(workspace, "unpacked-"));
  for (const [name, bytes] of Object.entries(unzipSync(zip))) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

describe.each(["export", "copier"])("the %s function's bundle", (name) => {
  const built = functionBundle(name);

  it("is byte-identical in another folder, time zone and process, with other file times and settings", () => {
    const script = path.join(root, "__tests__", "modules", "support", "print-bundle-hash.ts");
    const [first, second] = [otherCheckout(), "Pacific/Kiritimati"];
    const output = execFileSync(
      process.execPath,
      [path.join(root, "config", "tooling", "run.mjs"), script, first, name],
      { env: { ...process.env, TZ: second }, encoding: "utf8", timeout: 60_000 },
    );
    rmSync(first, { recursive: true });
    expect(output.trim()).toBe(built.sha256.hex);
  });

  it("holds the code and its source map, and no path of this machine", () => {
    const files = unzipSync(built.zip);
    expect(Object.keys(files)).toEqual(["index.js", "index.js.map"]);
    for (const bytes of Object.values(files)) expect(Buffer.from(bytes).includes(root)).toBe(false);
    const map = JSON.parse(Buffer.from(files["index.js.map"]!).toString()) as { sources: string[] };
    expect(map).not.toHaveProperty("sourcesContent");
    expect(map.sources).toContain(`functions/${name}/index.ts`);
    expect(map.sources.filter((source) => !/^(functions|node_modules)\//.test(source))).toEqual([]);
  });

  it("loads, and offers a handler", () => {
    const folder = unpack(built.zip);
    const loaded = spawnSync(
      process.execPath,
      ["-p", `typeof require(${JSON.stringify(path.join(folder, "index.js"))}).handler`],
      {
        encoding: "utf8",
        timeout: 30_000,
        env: { PATH: process.env["PATH"], AWS_REGION: "eu-west-2", ...ENVIRONMENT },
      },
    );
    expect([loaded.stdout.trim(), loaded.status]).toEqual(["function", 0]);
  });

  it("is made once in a process", () => {
    expect(functionBundle(name)).toBe(built);
  });
});

/** Right for both functions. */
const ENVIRONMENT = {
  IAM_ROLE_ARN: "arn:aws:iam::111111111111:role/r",
  KMS_KEY_ID: "k",
  S3_BUCKET_NAME: "exports",
  COPIER_QUEUE_ARN: "arn:aws:sqs:eu-west-2:111111111111:copier",
  DEAD_LETTER_QUEUE_ARN: "arn:aws:sqs:eu-west-2:111111111111:dead",
  BUCKET_DESTINATION: "zone",
  SERVICE_AREA: "housing",
  LANDED_SNAPSHOTS: "all",
  IGNORED_SNAPSHOT_TAGS: "{}",
  IGNORED_SNAPSHOT_NAMES: "[]",
  RECONCILIATION_WINDOW_IN_DAYS: "7",
  EXPORT_BUCKET_NAME: "exports",
  ON_SKIPPED_TABLES: "warn",
  WORKFLOW_NAME: "",
  BACKDATED_WORKFLOW_NAME: "",
};

describe("a bundle", () => {
  it("has stack traces that name our functions and lines", () => {
    const source = [
      "export class WarehouseError extends Error {}",
      "",
      "function loadTheDock(): never {",
      '  throw new WarehouseError("full");',
      "}",
      "export const handler = (): void => loadTheDock();",
    ].join("\n");
    const { zip } = buildBundle({ root: functionOf(source), name: "sample" });
    const run = spawnSync(
      process.execPath,
      [
        "--enable-source-maps",
        "-e",
        `require(${JSON.stringify(path.join(unpack(zip), "index.js"))}).handler()`,
      ],
      { encoding: "utf8", timeout: 30_000 },
    );
    expect(run.stderr).toMatch(/Error: full/);
    expect(run.stderr).toMatch(/at loadTheDock \(.*functions\/sample\/index\.ts:4:\d+\)/);
    expect(run.stderr).toMatch(/at (Object\.)?handler \(.*functions\/sample\/index\.ts:6:\d+\)/);
  });

  it("changes its hash with the source", () => {
    const hashOf = (value: number): string =>
      buildBundle({ root: functionOf(`export const handler = (): number => ${value};`), name: "sample" })
        .sha256.hex;
    expect(hashOf(1)).toBe(hashOf(1));
    expect(hashOf(1)).not.toBe(hashOf(2));
  });

  it("gives its files to everybody to read, with a time that no machine decides", () => {
    const { zip } = buildBundle({ root: functionOf("export const handler = 1;"), name: "sample" });
    const bytes = Buffer.from(zip);
    const entry = bytes.indexOf(Buffer.from("PK\u0001\u0002", "latin1"));
    expect((bytes.readUInt32LE(entry + 38) >>> 16).toString(8)).toBe("100644");
    // DOS date and time: 1980-01-01 12:00.
    expect([bytes.readUInt16LE(entry + 14), bytes.readUInt16LE(entry + 12)]).toEqual([
      (1 << 5) | 1,
      12 << 11,
    ]);
  });

  it("says what is wrong with a source", () => {
    expect(() => buildBundle({ root: functionOf('import "./nowhere";'), name: "sample" })).toThrow(
      /Could not resolve "\.\/nowhere"/,
    );
  });
});
