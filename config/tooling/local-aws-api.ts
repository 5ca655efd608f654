import { spawn } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { startBucketPolicyGateway } from "./bucket-policy-gateway";

/** A moto server on this machine, with a gateway in front: enough of AWS's API for plans, applies and destroys. */
export type LocalAwsApi = { readonly kind: "missing" } | RunningAwsApi;

export interface RunningAwsApi {
  readonly kind: "running";
  /** Where it listens: `http://127.0.0.1:<port>`. */
  readonly endpoint: string;
  /** With it the AWS provider talks to this API and to nothing else. */
  readonly environment: NodeJS.ProcessEnv;
  close(): void;
}

const START_TIMEOUT_MILLISECONDS = 60_000;

/**
 * Starts `moto_server` on 127.0.0.1 and a free port, and waits until it answers.
 * @throws Error when it does not answer in time
 */
export async function startLocalAwsApi(environment: NodeJS.ProcessEnv): Promise<LocalAwsApi> {
  const port = await freePort();
  const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: environment,
  });
  const missing = new Promise<true>((resolve) => {
    server.once("error", () => {
      resolve(true);
    });
  });
  const kill = (): void => {
    server.kill("SIGKILL");
  };
  process.once("exit", kill);
  if (await Promise.race([missing, answers(`http://127.0.0.1:${port}`)])) return { kind: "missing" };
  const gateway = await startBucketPolicyGateway(port);
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
    close: () => {
      gateway.close();
      kill();
      process.removeListener("exit", kill);
    },
  };
}

/** Resolves to false: the server is not missing. */
async function answers(endpoint: string): Promise<false> {
  const end = Date.now() + START_TIMEOUT_MILLISECONDS;
  while (Date.now() < end) {
    const response = await fetch(endpoint).catch(() => undefined);
    if (response !== undefined) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`moto_server did not answer at ${endpoint} within ${START_TIMEOUT_MILLISECONDS / 1000} s`);
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
