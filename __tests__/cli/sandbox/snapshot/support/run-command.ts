import { setTimeout as sleep } from "node:timers/promises";
import type { SandboxClients } from "../../../../../cli/shared/aws/sandbox-clients";
import type { ReachedDatabase } from "../../../../../cli/shared/database/reached-database";
import { parseArguments } from "../../../../../cli/shared/command/parse-arguments";
import { withTimeLimit } from "../../../../../cli/shared/command/time-limit";
import { LineProgress } from "../../../../../cli/shared/progress/line-progress";
import { snapshotCommand } from "../../../../../cli/sandbox/snapshot/command";
import type { SnapshotCommandResult } from "../../../../../cli/sandbox/snapshot/report/snapshot-command-result";
import { connectClient } from "../../../../../local/postgres/snapshot-session";
import { DATABASE, type KeptSandbox } from "./kept-sandbox";

/** What a run of the command said. */
export interface Said {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  readonly progress: readonly string[];
  /** Why it threw, if it did. */
  readonly thrown: Error | undefined;
}

export interface Around {
  readonly signal?: AbortSignal;
  /** As of `--timeout`. */
  readonly timeoutSeconds?: number;
  /** Called when the database has been reached for the nth time, and when it is left. */
  readonly onReached?: (times: number) => Promise<void>;
  readonly onLeft?: (times: number) => Promise<void>;
  /** Called with the clients of each profile when they are made. */
  readonly onClients?: (clients: SandboxClients) => void;
  /** Called with each line of progress. */
  readonly onProgress?: (line: string) => void;
}

/** Runs the command in this process: the database is reached without TLS, and looks follow each other closely. */
export async function runCommand(
  sandbox: KeptSandbox,
  argv: readonly string[],
  around: Around = {},
): Promise<Said> {
  let reached = 0;
  const said = { out: "", err: "", progress: [] as string[] };
  const command = snapshotCommand({
    clients: ({ profile }) => {
      const clients = sandbox.clients(profile);
      around.onClients?.(clients);
      return clients;
    },
    reachDatabase: async () => {
      const times = ++reached;
      await around.onReached?.(times);
      return reachedDatabase(sandbox, async () => around.onLeft?.(times));
    },
    now: () => new Date(),
    pause: (signal) => sleep(50, undefined, { signal }),
  });
  const parsed = parseArguments(command, ["--outputs", sandbox.outputsFile, ...argv], {});
  if (parsed.kind !== "run") throw new Error(parsed.kind === "refused" ? parsed.message : parsed.text);
  const progress = new LineProgress((line) => {
    said.progress.push(line);
    around.onProgress?.(line);
  });
  const { signal = new AbortController().signal, timeoutSeconds = 100 } = around;
  const limit = withTimeLimit(signal, timeoutSeconds, () => progress.at());
  try {
    const exitCode = await command.run(parsed.options, {
      output: { out: (text) => (said.out += `${text}\n`), err: (text) => (said.err += `${text}\n`) },
      progress,
      signal: limit.signal,
      environment: {},
    });
    return { ...said, exitCode, thrown: undefined };
  } catch (error) {
    const thrown = (limit.signal.aborted ? limit.signal.reason : error) as Error;
    return { ...said, exitCode: 1, thrown };
  } finally {
    limit.end();
  }
}

/** The same with `--json`. */
export async function runForResult(
  sandbox: KeptSandbox,
  argv: readonly string[],
  around: Around = {},
): Promise<{ readonly said: Said; readonly result: SnapshotCommandResult }> {
  const said = await runCommand(sandbox, ["--json", ...argv], around);
  if (said.thrown !== undefined) throw said.thrown;
  return { said, result: JSON.parse(said.out) as SnapshotCommandResult };
}

function reachedDatabase({ server }: KeptSandbox, onLeft: () => Promise<void>): ReachedDatabase {
  return {
    connect: (name) => connectClient(server.connection(DATABASE), name),
    whyLost: () => Promise.resolve(undefined),
    close: onLeft,
  };
}
