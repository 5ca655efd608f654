import { readFile } from "node:fs/promises";
import { stackOfNames, type RootStackName } from "./stack-of-names";
import { parseTfvars } from "./tfvars-file";

/** @returns for which root stack a tfvars file is; undefined for one that cannot be read, of which its check says why */
export async function stackOfFile(file: string): Promise<RootStackName | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = await parseTfvars(file, text);
  return parsed.kind === "parsed" ? stackOfNames([...parsed.values.keys()]) : undefined;
}
