import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Plan } from "../plan/plan";
import { readPlan } from "../plan/read-plan";

/** A plan that somebody has written down, because none that is drawn comes to the same. */
export interface CorpusPlan {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly plan: Plan;
}

/**
 * The plans of `simulation/corpus`, in the order of their names.
 *
 * @param root the repository's
 * @throws Error when a file holds no plan
 */
export function readCorpus(root: string): readonly CorpusPlan[] {
  const folder = path.join(root, "simulation", "corpus");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  return files.map((file) => {
    const read = readPlan(readFileSync(path.join(folder, file), "utf8"));
    if (!read.ok) throw new Error(`${path.join(folder, file)} holds no plan: ${read.problem}`);
    return { name: file.slice(0, -".json".length), plan: read.plan };
  });
}
