import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { repositoryRoot } from "../modules/shared/repository-root";

/** Folders of the root stacks. */
const ROOTS = ["data-platform", "sandbox"];
/** Folders of the reusable modules. */
const MODULES = ["db-snapshot-to-s3", "db-snapshot-to-s3-sandbox-resources", "s3-bucket"];

const root = repositoryRoot();
const workspace = mkdtempSync(path.join(tmpdir(), "synth-"));
afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

/** Synthesises as `npm run synth` does, in a process of its own. */
function synth(
  outdir: string,
  environment: Record<string, string> = {},
): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["config/tooling/run.mjs", "main.ts"], {
    cwd: root,
    encoding: "utf8",
    timeout: 60_000,
    env: { ...process.env, BACKEND: "", TFVARS: "", CDKTF_OUTDIR: outdir, ...environment },
  });
  return { code: status, stdout, stderr };
}

/** Every file of a folder, by its path in it. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((file) => {
      const full = path.join(file.parentPath, file.name);
      return [path.relative(folder, full), readFileSync(full, "base64")];
    }),
  );
}

describe("synthesis", () => {
  const first = path.join(workspace, "first");
  const second = path.join(workspace, "second");
  const inSecond = (...names: string[]): string => path.join(second, "stacks", ...names);
  const stale = [
    inSecond("data-platform", "assets", "old", "old.zip"),
    inSecond("sandbox", "modules", "s3-bucket", "old.tf.json"),
    inSecond("db-snapshot-to-s3", "functions", "old.zip"),
    inSecond("db-snapshot-to-s3", "cdk.tf.json"),
    inSecond("s3-bucket", "locals.tf.json"),
  ];
  const kept = [
    inSecond("data-platform", "terraform.tfstate"),
    inSecond("sandbox", ".terraform", "modules", "modules.json"),
    inSecond("s3-bucket", "terraform.tfstate"),
    inSecond("s3-bucket", "errored.tfstate"),
    inSecond("s3-bucket", ".terraform.lock.hcl"),
    inSecond("s3-bucket", ".terraform", "modules", "modules.json"),
    inSecond("s3-bucket", "mine.auto.tfvars"),
    inSecond("s3-bucket", "provider.tf"),
  ];
  const outcome = synth(first);

  it("writes the root, the modules and the functions' zips, and says how large they are and where", () => {
    expect([outcome.stderr, outcome.code]).toEqual(["", 0]);
    const stacks = path.relative(root, path.join(first, "stacks"));
    expect(outcome.stdout.trim().split("\n")).toEqual([
      expect.stringMatching(/^function export: [\d.]+ kB bundled, [\d.]+ kB zipped$/),
      expect.stringMatching(/^function copier: [\d.]+ kB bundled, [\d.]+ kB zipped$/),
      ...ROOTS.map((name) => `root ${name}: ${stacks}/${name}`),
      ...MODULES.map((name) => `module ${name}: ${stacks}/${name}`),
    ]);
    expect(readdirSync(path.join(first, "stacks")).toSorted()).toEqual([...ROOTS, ...MODULES].toSorted());
    const names = Object.keys(contents(path.join(first, "stacks", "data-platform"))).map((file) =>
      path.basename(file),
    );
    expect(names.toSorted()).toEqual(["cdk.tf.json", "rds-snapshot-to-s3.zip", "s3-to-s3-export-copier.zip"]);
  });

  it("lists for deployment what has a state and a provider, and no module", () => {
    const manifest = JSON.parse(readFileSync(path.join(first, "manifest.json"), "utf8")) as {
      stacks: Record<string, { synthesizedStackPath: string }>;
    };
    expect(Object.keys(manifest.stacks)).toEqual(ROOTS);
    for (const { synthesizedStackPath } of Object.values(manifest.stacks))
      expect(existsSync(path.join(first, synthesizedStackPath))).toBe(true);
  });

  it("gives the same bytes again, in another folder, and leaves of what was there all that is somebody's", () => {
    for (const file of [...stale, ...kept]) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, "before");
    }
    synth(second);
    expect(stale.filter((file) => existsSync(file))).toEqual([]);
    expect(kept.map((file) => readFileSync(file, "utf8"))).toEqual(kept.map(() => "before"));
    for (const file of kept) rmSync(file);
    expect(contents(second)).toEqual(contents(first));
    synth(second);
    expect(contents(second)).toEqual(contents(first));
  });

  it("puts the module that the sandbox calls into its folder, as the module is", () => {
    const folder = path.join(first, "stacks", "sandbox");
    const { module } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
      module: Record<string, { source: string }>;
    };
    expect(Object.values(module).map(({ source }) => source)).toEqual(["./modules/s3-bucket"]);
    const { "README.md": page, ...files } = contents(path.join(first, "stacks", "s3-bucket"));
    expect(page).toBeDefined();
    expect(contents(path.join(folder, "modules", "s3-bucket"))).toEqual(files);
  });

  it.each(ROOTS)("writes the zips of %s where the JSON says they are", (name) => {
    const folder = path.join(first, "stacks", name);
    const { resource } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
      resource: { aws_s3_object: Record<string, { source: string }> };
    };
    const sources = Object.values(resource.aws_s3_object).map(({ source }) => source);
    expect(sources.map((source) => existsSync(path.join(folder, source)))).toEqual([true, true]);
  });

  it("holds no path of this machine", () => {
    const files = Object.entries(contents(first));
    expect(files.length).toBeGreaterThan(15);
    for (const [, bytes] of files)
      for (const place of [root, workspace]) expect(Buffer.from(bytes, "base64").includes(place)).toBe(false);
  });

  it.each([
    [{ BACKEND: "gcs" }, 'error: BACKEND: expected s3 or local, got "gcs"'],
    [{ TFVARS: "config/nowhere.tfvars" }, "error: config/nowhere.tfvars: cannot be read"],
  ])("refuses %j in one line, and writes nothing", (environment, message) => {
    const folder = path.join(workspace, "refused");
    const refused = synth(folder, environment);
    expect([refused.code, refused.stdout, refused.stderr.trim().split("\n").length]).toEqual([1, "", 1]);
    expect(refused.stderr).toContain(message);
    expect(existsSync(folder)).toBe(false);
  });

  it("checks a sandbox's tfvars file as such, and says so", () => {
    const example = path.join(root, "config", "sandbox.tfvars.example");
    const checked = synth(path.join(workspace, "sandbox"), { TFVARS: example, BACKEND: "local" });
    expect([checked.code, checked.stderr.trim()]).toEqual([
      0,
      `${example}: checked as values of the root stack sandbox`,
    ]);
  });

  it("refuses a sandbox's wrong tfvars file by the sandbox's rules, and writes nothing", () => {
    const wrong = path.join(workspace, "wrong.tfvars");
    const example = readFileSync(path.join(root, "config", "sandbox.tfvars.example"), "utf8");
    writeFileSync(wrong, example.replace("dataplatform-jane", "p".repeat(60)).replace("= true", "= false"));
    const folder = path.join(workspace, "refused-sandbox");
    const refused = synth(folder, { TFVARS: wrong });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /^error: .*: identifier_prefix: expected length from 1 to 19.*of length 60$/m,
    );
    expect(refused.stderr).toMatch(/^error: .*: zone_bucket_id: expected .* or create_zone = true/m);
    expect(existsSync(folder)).toBe(false);
  });

  it("checks a tfvars file first, and says what its instances take", () => {
    const checked = synth(path.join(workspace, "checked"), { TFVARS: "config/dev.tfvars", BACKEND: "local" });
    expect(checked.code).toBe(0);
    expect(checked.stderr).toMatch(/^2 instances, 5 exports at once per account: /);
  });
});
