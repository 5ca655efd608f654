import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import type { Handlers } from "../run-plan";

/** A change of one source file of the functions. */
export interface Mutation {
  /** Path from the repository's root. */
  readonly file: string;
  /** Occurs in the file exactly once. */
  readonly search: string;
  readonly replacement: string;
}

const HANDLERS = `
  export { composeExport as exportFunction } from "./functions/export/compose";
  export { composeCopier as copierFunction } from "./functions/copier/compose";
`;

/**
 * The functions' handlers from their real sources, with one change made in memory; the files stay as they are.
 *
 * @param mutation @default none
 * @param folder where the joined source is kept until it is loaded; packages must be found from there
 * @throws Error when the text to be changed is not there, or more than once: the mutation is out of date
 */
export async function mutatedHandlers(
  root: string,
  mutation?: Mutation,
  folder = path.join(root, ".build"),
): Promise<Handlers> {
  const source = mutation === undefined ? undefined : mutated(root, mutation);
  const { outputFiles } = await build({
    stdin: { contents: HANDLERS, resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    packages: "external",
    write: false,
    logLevel: "silent",
    plugins: source === undefined ? [] : [instead(source.file, source.text)],
  });
  const [joined] = outputFiles;
  if (joined === undefined) throw new Error("esbuild has written nothing");
  return load(joined.text, folder);
}

/** The changed source of a mutation. @throws Error when the text does not occur exactly once */
export function mutated(
  root: string,
  { file, search, replacement }: Mutation,
): { readonly file: string; readonly text: string } {
  const absolute = path.join(root, file);
  const parts = readFileSync(absolute, "utf8").split(search);
  if (parts.length !== 2)
    throw new Error(
      `${file} holds the text to be changed ${parts.length - 1} times, expected once: the mutation is out of date.\n${search}`,
    );
  return { file: absolute, text: parts.join(replacement) };
}

function instead(file: string, contents: string): Plugin {
  return {
    name: "mutation",
    setup: (bundling) => {
      const pattern = new RegExp(`^${file.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
      bundling.onLoad({ filter: pattern }, () => ({ contents, loader: "ts" }));
    },
  };
}

let loaded = 0;

function load(text: string, folder: string): Handlers {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `mutated-handlers-${process.pid}-${++loaded}.cjs`);
  writeFileSync(file, text);
  try {
    const { exportFunction, copierFunction } = createRequire(file)(file) as {
      readonly exportFunction: Handlers["export"];
      readonly copierFunction: Handlers["copier"];
    };
    return { export: exportFunction, copier: copierFunction };
  } finally {
    rmSync(file, { force: true });
  }
}
