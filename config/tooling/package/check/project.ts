import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./command";

/** Real seconds: npm downloads the provider's bindings, 400 MB unpacked. */
const INSTALL_SECONDS = 600;
const PACK_SECONDS = 300;

const EXAMPLE = path.join("examples", "cdktf-two-services");
/** The oldest TypeScript that is supported, beside the project's own. */
const OLDER_TYPESCRIPT = "5.9.3";

/** Everything that may be installed beside the package: its peers, what it checks patterns with, and the example's compiler. */
const EXPECTED_PACKAGES = [
  "@cdktf/provider-aws",
  "cdktf",
  "constructs",
  "db-snapshot-to-s3",
  "re2js",
  "typescript",
];

/** @returns the tarball that `npm pack` makes */
export async function packTarball(root: string, folder: string): Promise<string> {
  await run({
    program: "npm",
    args: ["pack", "--pack-destination", folder],
    folder: root,
    timeoutSeconds: PACK_SECONDS,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack: expected a tarball, found none");
  return path.join(folder, tarball);
}

/** Copies the example's sources and the tarball, and installs what the example names: the tarball is one of that. */
export async function installExample(root: string, project: string, tarball: string): Promise<void> {
  mkdirSync(project);
  for (const file of ["main.ts", "two-accounts.ts", "package.json", "tsconfig.json"])
    cpSync(path.join(root, EXAMPLE, file), path.join(project, file));
  const identity = path.join(root, "config", "tooling", "package", "check", "identity.mts");
  cpSync(identity, path.join(project, "identity.mts"));
  cpSync(tarball, path.join(project, path.basename(tarball)));
  await npmInstall(project);
}

/** @returns the folder of the older TypeScript, installed apart from the project */
export async function installOlderTypeScript(folder: string): Promise<string> {
  mkdirSync(folder);
  writeFileSync(path.join(folder, "package.json"), "{}");
  await npmInstall(folder, `typescript@${OLDER_TYPESCRIPT}`);
  return path.join(folder, "node_modules", "typescript");
}

async function npmInstall(folder: string, ...what: readonly string[]): Promise<void> {
  await run({
    program: "npm",
    args: ["install", "--no-audit", "--no-fund", ...what],
    folder,
    timeoutSeconds: INSTALL_SECONDS,
  });
}

/** @returns what is installed that should not be, or the other way round, one line each */
export function installedProblems(project: string): readonly string[] {
  const modules = path.join(project, "node_modules");
  const installed = readdirSync(modules)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@")
        ? readdirSync(path.join(modules, name)).map((inner) => `${name}/${inner}`)
        : [name],
    );
  return [
    ...installed.filter((name) => !EXPECTED_PACKAGES.includes(name)).map((name) => `installed: ${name}`),
    ...EXPECTED_PACKAGES.filter((name) => !installed.includes(name)).map((name) => `not installed: ${name}`),
    ...(existsSync(path.join(modules, "db-snapshot-to-s3", "node_modules"))
      ? ["the package has packages of its own: its peers are to be the project's"]
      : []),
  ];
}
