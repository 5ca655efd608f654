import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(__dirname, "../../../../..");

export interface CommandEnd {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `cli/sandbox/<name>.ts` as npm does, without a terminal. */
export function runSandboxCommand(
  name: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(root, "config/tooling/run.mjs"), `cli/sandbox/${name}.ts`, ...args],
      { cwd: root, env: environment, stdio: ["ignore", "pipe", "pipe"] },
    );
    const said = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.err += text));
    child.once("error", reject);
    child.once("close", (exitCode) => {
      resolve({ exitCode, ...said });
    });
  });
}
