import { statSync } from "node:fs";
import path from "node:path";

/** A path as the person meant it: npm starts the run in the checkout's folder, whatever folder they are in. */
export function personPath(file: string, environment: Readonly<NodeJS.ProcessEnv> = process.env): string {
  return path.resolve(environment["INIT_CWD"] ?? process.cwd(), file);
}

/** @returns why a file cannot be written there, as far as can be told without writing; undefined when it can */
export function unwritable(file: string): string | undefined {
  const folder = path.dirname(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return `${file} cannot be written: there is no folder ${folder}`;
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    return `${file} cannot be written: it is a folder; expected the name of a file`;
  return undefined;
}
