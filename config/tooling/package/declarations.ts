import { createRequire } from "node:module";
import path from "node:path";
import { runTool } from "../run-tool";

const COMPILE_SECONDS = 240;

/**
 * Writes the declarations of everything that the package's entry reaches, one file per source, without what is marked
 * `@internal`.
 * @returns the entry's declarations
 * @throws Error with what the compiler says
 */
export async function emitDeclarations(root: string, folder: string): Promise<string> {
  const compiler = createRequire(path.join(root, "package.json")).resolve("typescript/bin/tsc");
  const project = path.join(root, "config", "tooling", "package", "tsconfig.json");
  const outcome = await runTool({
    program: process.execPath,
    args: [compiler, "--project", project, "--outDir", folder],
    folder: root,
    environment: process.env,
    timeoutSeconds: COMPILE_SECONDS,
  });
  if (outcome.kind !== "exited") throw new Error(`the TypeScript compiler: ${outcome.kind}`);
  if (outcome.code !== 0) throw new Error(`the package's declarations:\n${outcome.stdout}${outcome.stderr}`);
  return path.join(folder, "modules", "index.d.ts");
}
