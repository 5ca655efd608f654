import { devNull } from "node:os";

/** `PG…` is read by pg's clients, `AWS_…` by the SDK's; NODE_PG_FORCE_NATIVE would replace pg by a package that is not here. */
const DECIDING = /^(?:PG|AWS_|NODE_PG_FORCE_NATIVE$)/i;

/** npm leaves an option there that was given to it by mistake; this one may hold a password. */
const TELLING = /^npm_config_database[_-]url$/i;

/**
 * Keeps what a person has set for other databases and other AWS accounts (variables, and the settings and
 * credentials in `~/.aws`) from deciding a run that stays on 127.0.0.1, and from reaching its child processes. Has to
 * come before anything that reads it; `readDatabaseEnvironment` has to come before this.
 *
 * @param environment such as `process.env`; changed
 */
export function shieldEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(environment)) {
    if (DECIDING.test(name)) Reflect.deleteProperty(environment, name);
    // Still there, so that a misplaced option is noticed, but it says nothing.
    else if (TELLING.test(name)) environment[name] = "…";
  }
  environment["AWS_CONFIG_FILE"] = devNull;
  environment["AWS_SHARED_CREDENTIALS_FILE"] = devNull;
}
