import { devNull } from "node:os";

/** `PG…` is read by pg's clients, `AWS_…` by the SDK's; NODE_PG_FORCE_NATIVE would replace pg by a package that is not here. */
const DECIDING = /^(?:PG|AWS_|NODE_PG_FORCE_NATIVE$)/i;

/**
 * Keeps what a person has set for other databases and other AWS accounts (variables, and the settings and
 * credentials in `~/.aws`) from deciding a run that stays on 127.0.0.1. Has to come before anything that reads it.
 *
 * @param environment such as `process.env`; changed
 */
export function shieldEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment))
    if (DECIDING.test(name)) Reflect.deleteProperty(environment, name);
  environment["AWS_CONFIG_FILE"] = devNull;
  environment["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
}
