import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { functionBundle } from "../../../modules/shared/function-bundle";
import { repositoryRoot } from "../../../modules/shared/repository-root";
import { EXIT, type ExitCode } from "../exit-code";
import { runCheck } from "../run-check";
import { PACKAGED_FUNCTIONS } from "./build-package";
import { run } from "./check/command";
import { contentProblems, deadLinks, filesBelow } from "./check/contents";
import { installedProblems, installExample, installOlderTypeScript, packTarball } from "./check/project";
import { serviceProblems } from "./check/service-problems";
import { readServices } from "./check/services";
import { typeCheck } from "./check/type-checks";

const SYNTH_SECONDS = 300;

/**
 * `npm run package:check`: packs the package, installs the tarball into an empty project, type-checks and synthesises
 * the example there, and looks at what comes out. Needs npm's registry.
 */
async function main(): Promise<ExitCode> {
  const workspace = mkdtempSync(path.join(tmpdir(), "package-check-"));
  try {
    const problems = await check(repositoryRoot(), workspace);
    for (const problem of problems) console.error(problem);
    return problems.length > 0 ? EXIT.refused : EXIT.ok;
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}

async function check(root: string, workspace: string): Promise<readonly string[]> {
  const tarball = await packTarball(root, workspace);
  console.log(`packed: ${path.basename(tarball)}`);
  const project = path.join(workspace, "project");
  await installExample(root, project, tarball);
  const inside = path.join(project, "node_modules", "db-snapshot-to-s3");
  const files = filesBelow(inside);
  console.log(`installed into an empty project: ${files.length} files`);

  const older = await installOlderTypeScript(path.join(workspace, "older-typescript"));
  const compilers = new Map([path.join(project, "node_modules", "typescript"), older].map(compilerEntry));
  await typeCheck(project, compilers, console.log);
  await run({ program: "npm", args: ["run", "synth"], folder: project, timeoutSeconds: SYNTH_SECONDS });
  await runIdentity(project);
  console.log("synthesised: two services in one stack; used from an ES module as well");
  return [
    ...contentProblems(files),
    ...deadLinks(readFileSync(path.join(inside, "README.md"), "utf8")),
    ...installedProblems(project),
    ...stackProblems(path.join(project, "cdktf.out", "stacks", "data-platform")),
  ];
}

function compilerEntry(folder: string): readonly [string, string] {
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  return [`TypeScript ${version}`, folder];
}

/** Compiles the ES module as its users would, and runs it. */
async function runIdentity(project: string): Promise<void> {
  const compiler = path.join("node_modules", "typescript", "bin", "tsc");
  const flags = ["--ignoreConfig", "--target", "es2022", "--module", "node16", "identity.mts"];
  for (const args of [[compiler, ...flags], ["identity.mjs"]])
    await run({ program: process.execPath, args, folder: project, timeoutSeconds: SYNTH_SECONDS });
}

function stackProblems(folder: string): readonly string[] {
  const services = readServices(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
  const ownHashes = PACKAGED_FUNCTIONS.map((name) => functionBundle(name).sha256.hex);
  return serviceProblems(services, (source) => sha256(path.join(folder, source)), ownHashes);
}

function sha256(file: string): string | undefined {
  return existsSync(file) ? createHash("sha256").update(readFileSync(file)).digest("hex") : undefined;
}

runCheck(main);
