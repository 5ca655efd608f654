import { writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "./command";

const CHECK_SECONDS = 180;

/** How programs of others are set up: each with a CommonJS and an ES module. */
const SETTINGS = {
  node16: { module: "node16" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
} as const;

/**
 * Type-checks the programs of a project, the declarations that they import included.
 * @param compilers folders of TypeScript, by what is printed of each
 * @throws Error with what the first compiler says that refuses
 */
export async function typeCheck(
  project: string,
  compilers: ReadonlyMap<string, string>,
  print: (line: string) => void,
): Promise<void> {
  for (const [name, settings] of Object.entries(SETTINGS)) {
    const config = path.join(project, "tsconfig.check.json");
    writeFileSync(config, JSON.stringify({ compilerOptions: { ...COMMON, ...settings }, files: FILES }));
    for (const [compiler, folder] of compilers) {
      await run({
        program: process.execPath,
        args: [path.join(folder, "bin", "tsc"), "--project", config],
        folder: project,
        timeoutSeconds: CHECK_SECONDS,
      });
      print(`type-checked with ${compiler}, module resolution ${name}`);
    }
  }
}

const FILES = ["main.ts", "two-accounts.ts", "identity.mts"];

const COMMON = {
  target: "es2022",
  lib: ["es2022"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: false,
  noEmit: true,
};
