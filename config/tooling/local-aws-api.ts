import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { startLocalAwsGateway, type Refusal } from "./local-aws-gateway";

/** A moto server on this machine, with a gateway in front: enough of AWS's API for plans, applies and destroys. */
export type LocalAwsApi = { readonly kind: "missing" } | RunningAwsApi;

export interface RunningAwsApi {
  readonly kind: "running";
  /** Where it listens: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** With it the AWS provider talks to this API and to nothing else. */
  readonly environment: NodeJS.ProcessEnv;
  /** Has the next request for an action refused, and no other. */
  refuseOnce(refusal: Refusal): void;
  close(): void;
}

const START_TIMEOUT_MILLISECONDS = 60_000;

/**
 * Starts `moto_server` on 127.0.0.1 and a free port, and waits until it answers.
 * @throws Error when it ends at once, or does not answer in time
 */
export async function startLocalAwsApi(environment: NodeJS.ProcessEnv): Promise<LocalAwsApi> {
  const port = await freePort();
  const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    // With the policies that AWS itself manages, such as the one of Systems Manager's instances.
    env: { ...environment, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  const kill = (): void => {
    server.kill("SIGKILL");
  };
  process.once("exit", kill);
  const waiting = new AbortController();
  const start = await Promise.race([
    endOf(server),
    firstAnswer(`http://127.0.0.1:${port}`, waiting.signal),
  ]).finally(() => {
    waiting.abort();
  });
  if (start !== "answers") {
    kill();
    if (start === "missing") return { kind: "missing" };
    throw new Error(`moto_server on port ${port}: expected an answer; it ${start}`);
  }
  const gateway = await startLocalAwsGateway(port);
  return {
    kind: "running",
    endpoint: gateway.endpoint,
    environment: {
      ...environment,
      AWS_ENDPOINT_URL: gateway.endpoint,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_SESSION_TOKEN: undefined,
      AWS_PROFILE: undefined,
      AWS_EC2_METADATA_DISABLED: "true",
    },
    refuseOnce: (refusal) => {
      gateway.refuseOnce(refusal);
    },
    close: () => {
      gateway.close();
      kill();
      process.removeListener("exit", kill);
    },
  };
}

/** Resolves when the server is no more, or never was: what became of it. */
function endOf(server: ChildProcess): Promise<"missing" | "ended"> {
  return new Promise((resolve) => {
    server.once("error", () => {
      resolve("missing");
    });
    server.once("exit", () => {
      resolve("ended");
    });
  });
}

async function firstAnswer(endpoint: string, signal: AbortSignal): Promise<"answers" | "gave none in time"> {
  const end = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (Date.now() < end && !signal.aborted) {
    const response = await fetch(endpoint).catch(() => undefined);
    if (response !== undefined) return "answers";
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return "gave none in time";
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
