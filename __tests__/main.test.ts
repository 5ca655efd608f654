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
  const stale = path.join(second, "stacks", "data-platform", "assets", "old", "old.zip");
  const state = path.join(second, "stacks", "data-platform", "terraform.tfstate");
  const outcome = synth(first);

  it("writes the stack and its zips, and says how large they are", () => {
    expect([outcome.stderr, outcome.code]).toEqual(["", 0]);
    expect(outcome.stdout.trim().split("\n")).toEqual([
      expect.stringMatching(/^data-platform: function export: [\d.]+ kB bundled, [\d.]+ kB zipped$/),
      expect.stringMatching(/^data-platform: function copier: [\d.]+ kB bundled, [\d.]+ kB zipped$/),
      expect.stringMatching(/^db-snapshot-to-s3: function export: [\d.]+ kB bundled, [\d.]+ kB zipped$/),
      expect.stringMatching(/^db-snapshot-to-s3: function copier: [\d.]+ kB bundled, [\d.]+ kB zipped$/),
    ]);
    const names = Object.keys(contents(first)).map((file) => path.basename(file));
    expect(names.toSorted()).toEqual([
      "cdk.tf.json",
      "manifest.json",
      "rds-snapshot-to-s3.zip",
      "s3-to-s3-export-copier.zip",
    ]);
  });

  it("gives the same bytes again, in another folder, and leaves nothing of an earlier one but state", () => {
    mkdirSync(path.dirname(stale), { recursive: true });
    writeFileSync(stale, "old");
    writeFileSync(state, "{}");
    synth(second);
    expect(existsSync(stale)).toBe(false);
    expect(readFileSync(state, "utf8")).toBe("{}");
    rmSync(state);
    expect(contents(second)).toEqual(contents(first));
  });

  it("writes the zips where the JSON says they are", () => {
    const folder = path.join(first, "stacks", "data-platform");
    const { resource } = JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as {
      resource: { aws_s3_object: Record<string, { source: string }> };
    };
    const sources = Object.values(resource.aws_s3_object).map(({ source }) => source);
    expect(sources.map((source) => existsSync(path.join(folder, source)))).toEqual([true, true]);
  });

  it("holds no path of this machine", () => {
    for (const bytes of Object.values(contents(first)))
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

  it("checks a tfvars file first, and says what its instances take", () => {
    const checked = synth(path.join(workspace, "checked"), { TFVARS: "config/dev.tfvars", BACKEND: "local" });
    expect(checked.code).toBe(0);
    expect(checked.stderr).toMatch(/^2 instances, 5 exports at once per account: /);
  });
});
