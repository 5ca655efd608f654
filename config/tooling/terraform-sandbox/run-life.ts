import { mkdirSync } from "node:fs";
import path from "node:path";
import { startLocalAwsApi } from "../local-aws-api";
import { TerraformError } from "../terraform-root";
import type { Life, Stage } from "./life";

/** How a life ended. */
export type Ended =
  | { readonly kind: "run"; readonly problems: readonly string[]; readonly transcript: readonly string[] }
  | { readonly kind: "missing"; readonly program: string };

interface Surroundings {
  /** For Terraform's files, below a folder of the life's own. */
  readonly folder: string;
  /** Folder of what was synthesised. */
  readonly stacks: string;
  readonly print: (line: string) => void;
}

/** Runs a life to its end. Never rejects: the others are to end, too, and what they started with them. */
export async function runLife(life: Life, surroundings: Surroundings): Promise<Ended> {
  const transcript: string[] = [];
  try {
    const api = await startLocalAwsApi(process.env);
    if (api.kind === "missing") return { kind: "missing", program: "moto_server" };
    const folder = path.join(surroundings.folder, life.name);
    mkdirSync(folder);
    try {
      const problems = await life.run({
        folder,
        stacks: surroundings.stacks,
        api,
        step: timedStep(life.name, surroundings.print),
        keep: (command, printed) => transcript.push(`$ ${command}`, printed.trimEnd(), ""),
      });
      return { kind: "run", problems: problems.map((problem) => `${life.name}: ${problem}`), transcript };
    } finally {
      api.close();
    }
  } catch (error) {
    if (error instanceof TerraformError && error.outcome.kind === "missing")
      return { kind: "missing", program: error.outcome.program };
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "run", problems: [`${life.name}: ${why}`], transcript };
  }
}

function timedStep(life: string, print: (line: string) => void): Stage["step"] {
  return async (name, work, what) => {
    const start = performance.now();
    const result = await work;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    print(`${life.padEnd(14)}${name.padEnd(34)}${seconds.padStart(6)} s  ${what?.(result) ?? ""}`.trimEnd());
    return result;
  };
}
