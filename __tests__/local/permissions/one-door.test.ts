import { readFileSync } from "node:fs";
import { readdirSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";

const root = path.resolve(__dirname, "../../..");
const SOURCES = ["config", "functions", "local", "modules", "__tests__", "main.ts"];
/** Written apart, so that this file does not name it. */
const SIMULATOR = ["@cloud", "copilot"].join("-");

function typescriptFiles(name: string): string[] {
  if (name.endsWith(".ts")) return [name];
  return readdirSync(path.join(root, name), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(name, entry.name);
    if (entry.isDirectory()) return typescriptFiles(file);
    return /\.(ts|mjs|cjs)$/.test(entry.name) ? [file] : [];
  });
}

/** Everything that esbuild reads for an entry, packages included. */
function inputsOf(entry: string): string[] {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    write: false,
    metafile: true,
    logLevel: "silent",
    outdir: "unused",
    loader: { ".node": "empty" },
  });
  return Object.keys(metafile.inputs);
}

test("one file knows the simulator", () => {
  const knowing = SOURCES.flatMap(typescriptFiles).filter((file) =>
    readFileSync(path.join(root, file), "utf8").includes(SIMULATOR),
  );
  expect(knowing).toEqual(["local/permissions/simulator.ts"]);
});

test.each(["functions/export/index.ts", "functions/copier/index.ts"])("%s is bundled without it", (entry) => {
  const inputs = inputsOf(entry);
  expect(inputs).toContain(entry);
  expect(inputs.filter((file) => file.includes(SIMULATOR))).toEqual([]);
});

test("what deploys does not know the local run, nor the simulator", () => {
  const read = ["main.ts", ...typescriptFiles("modules"), ...typescriptFiles("functions")].map((file) => ({
    file,
    text: readFileSync(path.join(root, file), "utf8"),
  }));
  expect(read.filter(({ text }) => /from "[./]+\/local\//.test(text)).map(({ file }) => file)).toEqual([]);
});

test("it is a development dependency, and so is its data", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(path.join(root, "package.json"), "utf8"),
  ) as Record<string, Record<string, string>>;
  expect(Object.keys(dependencies ?? {}).filter((name) => name.startsWith(SIMULATOR))).toEqual([]);
  for (const [name, version] of Object.entries(devDependencies ?? {}))
    if (name.startsWith(SIMULATOR)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
