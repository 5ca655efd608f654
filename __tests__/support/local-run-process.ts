import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunResult } from "../../local/start/run-result";

const root = path.resolve(__dirname, "../..");

/** What a person may have set for other databases and other accounts; none of it may decide a run. */
const OF_A_PERSON = {
  PGSSLMODE: "require",
  PGOPTIONS: "-c bad=1",
  PGHOST: "database.invalid",
  AWS_USE_FIPS_ENDPOINT: "true",
  AWS_USE_DUALSTACK_ENDPOINT: "true",
  AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  AWS_PROFILE: "missing",
};

/** `npm start` in a process of its own, as a person starts it. */
export interface LocalRunProcess {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly out: { stdout: string; stderr: string };
  /** Resolves with the exit code when the process is gone. */
  readonly ended: Promise<number | null>;
}

export function startLocalRun(...argv: string[]): LocalRunProcess {
  return startLocalRunWith({}, ...argv);
}

/** @param environment variables beside those of this process */
export function startLocalRunWith(
  environment: Readonly<Record<string, string>>,
  ...argv: string[]
): LocalRunProcess {
  return startLocalRunIn(root, environment, ...argv);
}

/** @param checkout folder whose code is run */
function startLocalRunIn(
  checkout: string,
  environment: Readonly<Record<string, string>>,
  ...argv: string[]
): LocalRunProcess {
  const child = spawn(process.execPath, ["config/tooling/run.mjs", "local/main.ts", ...argv], {
    cwd: checkout,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...OF_A_PERSON, ...environment },
  });
  const out = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (out.stderr += text));
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      resolve(code);
    });
  });
  return { child, out, ended };
}

/** Real seconds that a run may take on a machine that has much else to do. */
export const PATIENCE_SECONDS = 240;

/** Runs `npm start -- --json` to its end. @throws Error when what it prints is not one JSON object */
export async function jsonRun(...argv: string[]): Promise<{ exitCode: number | null; result: RunResult }> {
  return resultOf(startLocalRun("--json", "--timeout", String(PATIENCE_SECONDS), ...argv));
}

/** The same in another checkout. */
export async function jsonRunIn(
  checkout: string,
  ...argv: string[]
): Promise<{ exitCode: number | null; result: RunResult }> {
  return resultOf(startLocalRunIn(checkout, {}, "--json", ...argv));
}

async function resultOf({
  out,
  ended,
}: LocalRunProcess): Promise<{ exitCode: number | null; result: RunResult }> {
  const exitCode = await ended;
  try {
    return { exitCode, result: JSON.parse(out.stdout) as RunResult };
  } catch (error) {
    throw new Error(`exit code ${exitCode ?? "none"}, no JSON: ${out.stdout}\n${out.stderr}`, {
      cause: error,
    });
  }
}

/** Numbers of all processes below one, as /proc tells. */
export function descendants(pid: number): number[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processState(Number(name)) ?? []);
  const below = (of: number): number[] =>
    all.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid);
}

/** A process that has ended stays in the table until somebody asks for its exit code: it does not run. */
export function isRunning(pid: number): boolean {
  const state = processState(pid);
  return state !== undefined && state.letter !== "Z";
}

/** From proc(5); undefined when there is no such process. */
function processState(pid: number): { pid: number; parent: number; letter: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [letter = "", parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { pid, parent: Number(parent), letter };
  } catch {
    return undefined;
  }
}

/** Temporary folders that a process of ours made and has not removed. */
export function temporaryFoldersOf(pid: number): string[] {
  return readdirSync(tmpdir()).filter((name) => {
    if (!name.startsWith("db-snapshot-to-s3-")) return false;
    try {
      const owner = JSON.parse(readFileSync(path.join(tmpdir(), name, "owner.json"), "utf8")) as {
        pid: number;
      };
      return owner.pid === pid;
    } catch {
      return false; // it is being removed by its owner
    }
  });
}
