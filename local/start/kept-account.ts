import { writeFileSync } from "node:fs";
import path from "node:path";
import type { Caller, Credentials, LocalAws } from "../aws/types";
import { DATABASE_ACCOUNT, PERSON, ZONE_ACCOUNT, ZONE_OWNER } from "./landing-zone";

/** The people and roles whose credentials are handed out with `--keep`, by the name of their profile. */
export type Profiles = Readonly<Record<string, Caller>>;

/** An account that stays up after its run: how the AWS CLI and the SDKs reach it. */
export interface KeptAccount {
  readonly endpoint: string;
  /** Variables for the AWS CLI and the SDKs; the credentials are those of the first profile. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of the profiles in the credentials file, the first of which is also in the environment. */
  readonly profiles: readonly string[];
  /** A file of `export` lines, for `source`. */
  readonly environmentFile: string;
}

/** The administrators of both accounts, and the functions' roles: to try what a policy allows as who has it. */
export function profilesOf(roles: { readonly export: string; readonly copier: string }): Profiles {
  return {
    you: { principal: PERSON, accountId: DATABASE_ACCOUNT },
    "zone-owner": { principal: ZONE_OWNER, accountId: ZONE_ACCOUNT },
    "export-function": { principal: roles.export, accountId: DATABASE_ACCOUNT },
    "copier-function": { principal: roles.copier, accountId: DATABASE_ACCOUNT },
  };
}

/**
 * Writes a credentials file and a file of variables into the run's folder; only their owner may read them.
 *
 * The credentials are good for this endpoint alone, and for as long as it is up.
 */
export function keepAccount(
  aws: Pick<LocalAws, "endpoint" | "region" | "credentialsFor">,
  profiles: Profiles,
  directory: string,
): KeptAccount {
  const all = Object.entries(profiles).map(([name, caller]) => ({
    name,
    credentials: aws.credentialsFor(caller),
  }));
  const credentialsFile = path.join(directory, "aws-credentials");
  writeFileSync(credentialsFile, all.map(profileText).join("\n"), { mode: 0o600 });
  const configFile = path.join(directory, "aws-config");
  writeFileSync(configFile, all.map(({ name }) => configText(name, aws)).join("\n"), { mode: 0o600 });
  const environment = {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_DEFAULT_REGION: aws.region,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    ...(all[0] === undefined ? {} : credentialVariables(all[0].credentials)),
  };
  const environmentFile = path.join(directory, "aws.env");
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  writeFileSync(environmentFile, ["unset AWS_PROFILE\n", ...lines].join(""), { mode: 0o600 });
  return { endpoint: aws.endpoint, environment, profiles: all.map(({ name }) => name), environmentFile };
}

function credentialVariables(credentials: Credentials): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
}

function profileText({
  name,
  credentials,
}: {
  readonly name: string;
  readonly credentials: Credentials;
}): string {
  return [
    `[${name}]`,
    `aws_access_key_id = ${credentials.accessKeyId}`,
    `aws_secret_access_key = ${credentials.secretAccessKey}`,
    `aws_session_token = ${credentials.sessionToken}`,
    "",
  ].join("\n");
}

function configText(name: string, { endpoint, region }: Pick<LocalAws, "endpoint" | "region">): string {
  return [`[profile ${name}]`, `region = ${region}`, `endpoint_url = ${endpoint}`, ""].join("\n");
}

/** For a POSIX shell. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}
