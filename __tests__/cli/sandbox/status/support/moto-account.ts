import { startLocalAwsApi } from "../../../../../config/tooling/local-aws-api";
import { statusClients, type StatusClients } from "../../../../../cli/sandbox/status/status-clients";
import { IDENTITY } from "./parts";

/**
 * Runs with an empty AWS account on this machine.
 * @throws Error when moto is not installed
 */
export async function inMotoAccount(
  run: (clients: StatusClients, environment: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  const api = await startLocalAwsApi(process.env);
  if (api.kind === "missing") throw new Error("moto_server is not installed");
  const before = { ...process.env };
  Object.assign(process.env, definedOnly(api.environment));
  const clients = statusClients({ region: IDENTITY.region });
  try {
    await run(clients, { ...api.environment });
  } finally {
    Object.values(clients).forEach((client) => {
      client.destroy();
    });
    process.env = before;
    api.close();
  }
}

const definedOnly = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));
