import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A run of the stand-in for the AWS CLI. */
export interface RecordedRun {
  readonly pid: number;
  readonly pluginPid: number;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Programs named `aws` and `session-manager-plugin` in a folder of their own. */
export interface StandInPrograms {
  readonly folder: string;
  /** What `aws` was called with so far. */
  runs(): readonly RecordedRun[];
  remove(): void;
}

// As the AWS CLI does, it leaves the work to the plugin, a process of its own, and takes no notice of Ctrl-C.
const AWS = (folder: string): string => `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const { spawn } = require("node:child_process");
process.on("SIGINT", () => undefined);
const parameters = JSON.parse(process.argv[process.argv.indexOf("--parameters") + 1]);
const plugin = spawn("session-manager-plugin", [parameters.localPortNumber[0]], { stdio: "inherit" });
const { AWS_PROFILE = "", AWS_ENDPOINT_URL = "" } = process.env;
appendFileSync(${JSON.stringify(path.join(folder, "runs"))}, JSON.stringify({
  pid: process.pid, pluginPid: plugin.pid, argv: process.argv.slice(2), environment: { AWS_PROFILE, AWS_ENDPOINT_URL },
}) + "\\n");
plugin.on("close", (code) => { process.exitCode = code ?? 1; });
`;

const PLUGIN = (behaviour: PluginBehaviour): string =>
  behaviour.kind === "fails"
    ? `#!${process.execPath}
console.error(${JSON.stringify(behaviour.message)});
process.exitCode = 254;
`
    : `#!${process.execPath}
const net = require("node:net");
const relay = net.createServer((near) => {
  const far = net.connect(${behaviour.port}, "127.0.0.1");
  near.pipe(far).pipe(near);
  for (const [one, other] of [[near, far], [far, near]]) one.on("error", () => other.destroy()).on("close", () => other.destroy());
});
relay.listen(Number(process.argv[2]), "127.0.0.1", () => {
  console.log("\\nStarting session with SessionId: you-0123\\nPort " + process.argv[2] + " opened for sessionId you-0123.\\nWaiting for connections...");
});
`;

export type PluginBehaviour =
  /** Relays to a port of this machine. */
  { readonly kind: "relays"; readonly port: number } | { readonly kind: "fails"; readonly message: string };

export function standInPrograms(behaviour: PluginBehaviour): StandInPrograms {
  const folder = mkdtempSync(path.join(tmpdir(), "stand-in-programs-"));
  writeFileSync(path.join(folder, "aws"), AWS(folder), { mode: 0o755 });
  writeFileSync(path.join(folder, "session-manager-plugin"), PLUGIN(behaviour), { mode: 0o755 });
  return {
    folder,
    runs: () => {
      const file = path.join(folder, "runs");
      if (!existsSync(file)) return [];
      return readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as RecordedRun);
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
